/** SARIF 2.1.0, as code scanning takes it (OASIS, "Static Analysis Results Interchange Format"). */
import path from 'node:path';
import { packageName, packageVersion } from '../../../shared/package.js';
import { CHECKS } from '../rules/index.js';
import type { Place } from '../source.js';
import { pageOf, type Report } from './report.js';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

export function sarif({ findings, notes, next, root }: Report): string {
  const ids = [...new Set(findings.map(({ id }) => id))].sort();
  const rules = ids.map((id) => {
    const { title = id, severity = 'warning' } = CHECKS.find((check) => check.id === id) ?? {};
    return {
      id,
      shortDescription: { text: title },
      defaultConfiguration: { level: LEVELS[severity] },
      help: { text: `Why, and what to do: create-leaddesk-card explain ${id} (${pageOf(id)})` },
    };
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: packageName, version: packageVersion(), rules } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [...notes, ...(next === undefined ? [] : [next])].map((text) => ({
              level: 'note',
              message: { text },
            })),
          },
        ],
        results: findings.map(({ id, severity, place, others = [], effect, fix }) => ({
          ruleId: id,
          ruleIndex: ids.indexOf(id),
          level: LEVELS[severity],
          message: { text: `${effect} ${fix}` },
          locations: [place, ...others.map((file) => ({ file }))].map((one) => locationOf(one, root)),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function locationOf({ file, line, column }: Place, root: string | undefined) {
  return {
    physicalLocation: {
      artifactLocation: { uri: root === undefined ? file : uriOf(root, file) },
      ...(line !== undefined && { region: { startLine: line, startColumn: column } }),
    },
  };
}

/** Relative to the folder of the run, which is that of the repository for code scanning. */
function uriOf(root: string, file: string): string {
  return path.relative(process.cwd(), path.join(root, file)).split(path.sep).map(encodeURIComponent).join('/');
}
