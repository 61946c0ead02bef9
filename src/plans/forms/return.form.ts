import { RequiredText } from './text';

export class ReturnForm {
  @RequiredText('Enter what must change before you can approve the plan', 'Comment', 4000)
  comment!: string;
}
