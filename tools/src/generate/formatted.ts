import { format, getFileInfo, resolveConfig } from 'prettier';
import { ROOT } from '../../../testing/src/cli/root.ts';

/** Formats code or Markdown with the repository's settings. */
export async function formatted(text: string, parser: 'markdown' | 'typescript'): Promise<string> {
  return format(text, { ...(await resolveConfig(`${ROOT}/package.json`)), parser });
}

/** Formats a page of the documentation, unless the repository leaves it as it is written. */
export async function formattedPage(file: string, text: string): Promise<string> {
  const ignorePath = `${ROOT}/.prettierignore`;
  const { ignored } = await getFileInfo(`${ROOT}/${file}`, { ignorePath });
  return ignored ? text : formatted(text, 'markdown');
}
