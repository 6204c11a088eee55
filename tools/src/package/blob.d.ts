/** What the package's types name of the DOM's, which are not there when they are put together (see types.ts). */
interface Blob {
  readonly size: number;
  readonly type: string;
}
