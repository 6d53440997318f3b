/** The card is a folder: the simulator serves it itself. */
export async function startCard() {
  return { card: '.', close() {} };
}
