/** Stands in until the installation is written. */
export type EngineName = 'chromium';
export function locate(_name: EngineName): string {
  return process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
}
