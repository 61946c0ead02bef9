export { ConfirmImport } from './confirm-import';
export { ImportPreviews } from './import-previews';
export { ImportsModule } from './imports.module';
export { SaveChoices } from './save-choices';
export { UploadSpreadsheet } from './upload-spreadsheet';
