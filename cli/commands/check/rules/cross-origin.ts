import type { Check } from '../finding.js';

/** These two matter for a card only where it shares a window or a file with another origin. */
export const crossOrigin: Check = {
  id: 'cross-origin',
  severity: 'info',
  title: 'Cross-Origin-Opener-Policy and -Resource-Policy that matter',
  *exchange({ address, headers, isPage, asked }, card) {
    const resource = headers.get('cross-origin-resource-policy')?.trim().toLowerCase() ?? '';
    const isClosed = /^same-(origin|site)$/.test(resource);
    if (asked === 'script' && isClosed && address.origin !== card.origin) {
      yield {
        severity: 'error',
        effect: `Cross-Origin-Resource-Policy: ${resource} keeps this script from the card’s pages, so what it does for the agent does not work.`,
        fix: 'Serve it with Cross-Origin-Resource-Policy: cross-origin, or from the card’s own origin.',
      };
    }
    if (isPage && isClosed) {
      yield {
        effect: `Cross-Origin-Resource-Policy: ${resource} would leave the agent with a blank card as soon as LeadDesk isolates its pages (Cross-Origin-Embedder-Policy).`,
        fix: 'Serve the card’s pages with Cross-Origin-Resource-Policy: cross-origin.',
      };
    }
    const opener = headers.get('cross-origin-opener-policy')?.split(';')[0]!.trim().toLowerCase() ?? '';
    if (isPage && opener && opener !== 'unsafe-none') {
      const speaks = card.scripts.some(({ text }) => /\bopener\b|\bwindow\.open\s*\(/.test(text));
      yield {
        ...(speaks && { severity: 'warning' as const }),
        effect: `Cross-Origin-Opener-Policy: ${opener} does nothing in LeadDesk’s frame, but it cuts off windows that the agent opens from the card: they cannot speak with it.`,
        fix: 'Leave that header out where the card’s windows have to speak with each other.',
      };
    }
  },
};
