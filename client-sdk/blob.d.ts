/** The one type of the DOM that the package's types name. API Extractor reads them without the DOM: see api-extractor.json. */
interface Blob {
  readonly size: number;
  readonly type: string;
}
