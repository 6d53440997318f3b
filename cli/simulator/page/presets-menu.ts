/** The menu of conditions: what can be different at a customer's. */
import { PRESET_NAMES, PRESETS, type PresetName } from '../presets.js';
import type { Report, View } from '../wire.js';
import { byId, make, setText } from './dom.js';

export function createPresetMenu(report: (report: Report) => void) {
  const menu = byId<HTMLDetailsElement>('presets');
  // Disabled until it is known what is chosen: a choice made before would undo the others.
  const boxes = PRESET_NAMES.map((value) => make('input', { type: 'checkbox', value, disabled: true }));
  menu.querySelector('fieldset')!.append(
    ...boxes.map((box) => {
      const { label, text } = PRESETS[box.value as PresetName];
      return make('label', {}, box, make('span', {}, make('b', {}, label), make('small', {}, text)));
    }),
  );
  menu.onchange = () =>
    report({ kind: 'presets', presets: boxes.filter((box) => box.checked).map((box) => box.value as PresetName) });

  addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')!.focus();
  });
  addEventListener('pointerdown', ({ target }) => {
    if (!menu.contains(target as Node)) menu.open = false;
  });

  return {
    show({ presets, observed }: View) {
      for (const box of boxes) {
        box.checked = presets.includes(box.value as PresetName);
        // Storage can only be blocked from inside the card's pages.
        box.disabled = box.value === 'blocked-storage' && !observed;
      }
      setText(byId('presets-count'), presets.length ? String(presets.length) : '');
      menu.title = presets.map((name) => PRESETS[name].label).join(', ');
    },
  };
}
