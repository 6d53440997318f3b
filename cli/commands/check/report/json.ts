import { pageOf, type Report } from './report.js';

export function json({ findings, pages, scripts, notes, next, mended, skipped = [] }: Report): string {
  const counted = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const report = {
    errors: counted('error'),
    warnings: counted('warning'),
    infos: counted('info'),
    pages,
    scripts,
    findings: findings.map(({ id, severity, place, others, effect, fix, unfixed }) => ({
      id,
      severity,
      ...place,
      ...(others && { others }),
      effect,
      fix,
      ...(unfixed !== undefined && { unfixed }),
      docs: pageOf(id),
    })),
    notes: next === undefined ? notes : [...notes, next],
    ...(skipped.length && { skipped }),
    ...(mended && { mended }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
