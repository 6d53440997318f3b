import type { Report } from './index.js';

export function json({ findings, pages, scripts, notes }: Report): string {
  const counted = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const report = {
    errors: counted('error'),
    warnings: counted('warning'),
    infos: counted('info'),
    pages,
    scripts,
    findings: findings.map(({ id, severity, place, others, effect, fix }) => ({
      id,
      severity,
      ...place,
      ...(others && { others }),
      effect,
      fix,
    })),
    notes,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
