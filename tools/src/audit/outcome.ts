/** What an answer of `npm audit --json` means for a check before a merge. */

export interface AuditOutcome {
  exitCode: 0 | 1;
  /** For the user. */
  text: string;
}

/** The parts of npm's answer that matter: a report, the failure of a request, or an error of npm itself. */
interface Answer {
  vulnerabilities?: Record<string, Vulnerability>;
  metadata?: { dependencies: { prod: number } };
  message?: string;
  error?: { code?: string; summary: string };
}

interface Vulnerability {
  name: string;
  severity: string;
  range: string;
  /** An advisory, or the name of another package that has one. */
  via: ({ title: string; url: string } | string)[];
}

/**
 * Decides what to report. Vulnerabilities fail the check. A registry that does not offer audits or cannot be reached does
 * not, because nobody can change that in a commit; the text says that nothing was checked.
 */
export function outcomeOf(output: string): AuditOutcome {
  const { vulnerabilities, metadata, message, error } = parse(output);
  if (vulnerabilities) {
    const vulnerable = Object.values(vulnerabilities);
    if (vulnerable.length === 0)
      return {
        exitCode: 0,
        text: `No known vulnerability in ${metadata?.dependencies.prod ?? 'all'} dependencies.`,
      };
    return {
      exitCode: 1,
      text: ['Vulnerable dependencies:', ...vulnerable.flatMap(describe), HOW_TO_FIX].join('\n'),
    };
  }
  if (message && !error?.code)
    return {
      exitCode: 0,
      text: `Nothing was checked: the registry does not offer audits, or cannot be reached (${message}).`,
    };
  return { exitCode: 1, text: `npm audit failed: ${error?.summary ?? output.trim()}` };
}

const HOW_TO_FIX =
  'Run `npm audit fix`, or update the dependency that needs the vulnerable version (`npm ls <name>`).';

function parse(output: string): Answer {
  try {
    return JSON.parse(output) as Answer;
  } catch {
    return {};
  }
}

/** A package that is only affected through another one is not listed: that one is. */
function describe({ name, severity, range, via }: Vulnerability): string[] {
  return via.flatMap((advisory) =>
    typeof advisory === 'string'
      ? []
      : [`  ${name} ${range} (${severity}): ${advisory.title}, ${advisory.url}`],
  );
}
