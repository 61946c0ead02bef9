import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

const CODE = 'Enter the code';
const PASSWORD = 'Enter your password';

export class SignInForm {
  @IsString()
  @IsNotEmpty({ message: 'Enter your email address' })
  @MaxLength(254, { message: 'Enter a shorter email address' })
  email!: string;

  @IsString()
  @IsNotEmpty({ message: PASSWORD })
  @MaxLength(1000, { message: 'Enter a shorter password' })
  password!: string;
}

export class CodeForm {
  @IsString()
  @IsNotEmpty({ message: CODE })
  @MaxLength(60, { message: CODE })
  code!: string;
}

export class PasswordForm {
  @IsString()
  @IsNotEmpty({ message: PASSWORD })
  @MaxLength(1000, { message: 'Enter a shorter password' })
  password!: string;
}

export class AppForm extends PasswordForm {
  @IsString()
  @IsNotEmpty({ message: CODE })
  @MaxLength(60, { message: CODE })
  code!: string;
}

/** What the script of the page fills in. */
export class PasskeyForm {
  @IsString()
  @IsNotEmpty({ message: 'The passkey did not answer. Try again' })
  @MaxLength(20_000, { message: 'The passkey did not answer. Try again' })
  passkey!: string;
}

export class NewPasskeyForm extends PasskeyForm {
  @IsString()
  @IsNotEmpty({ message: 'Enter a name for this passkey' })
  @MaxLength(60, { message: 'Enter a name of 60 characters or fewer' })
  name!: string;

  /** Asked for on the page of one's account; while signing in it was given a moment ago. */
  @IsOptional()
  @IsString()
  @MaxLength(1000, { message: 'Enter a shorter password' })
  password?: string;
}
