/**
 * What by its name is an action rather than a page: asking for it may change something, or ends the session. Pure.
 *
 * A walk that leaves out a page tells so and can be told to visit it; one that deletes an order cannot be taken back.
 * So what is in doubt is left out, but for names that cards commonly have for pages.
 */

/**
 * Verbs that are an action wherever they stand as a whole word, in the languages of LeadDesk's countries. Their
 * nouns and participles (`deleted`, `lähetys`, `Versand`) are names of pages. Written without accents, as `words` makes
 * them.
 */
const VERBS: Record<string, string> = {
  en: `delete remove destroy erase purge wipe discard clear empty reset cancel revoke terminate kill truncate expire
    invalidate uninstall logout logoff signout signoff exit quit disconnect endsession unsubscribe optout deactivate
    activate disable enable approve reject decline publish unpublish restore undo undelete refund send resend save
    submit update insert execute exec toggle clone duplicate rename impersonate unassign unlock unblock hangup dial sync
    flush regenerate addtocart addtobasket startcall startrecording markas download`,
  fi: `poista poistaa tuhoa laheta lahettaa tallenna tallentaa peruuta peruuttaa mitatoi tyhjenna nollaa paivita hylkaa
    hyvaksy irtisano kirjauduulos lataa`,
  sv: `radera raderas tabort skicka skickas spara sparas avbryt avboka annullera angra rensa uppdatera avregistrera
    avprenumerera avsluta loggaut avvisa godkann nollstall laddaner`,
  no: `slett slette fjern fjerne sende lagre avbryt avbestill avbestille kanseller kansellere annuller annullere
    oppdater oppdatere loggut avslutt avslutte avmeld meldav avvis godkjenn nullstill lastned`,
  da: `slet slette gem gemme afbryd afbestil afbestille annuller annullere opdater opdatere logud logaf afmeld frameld
    afslut afslutte afvis godkend nulstil ryd`,
  de: `losche loschen loesche loeschen entferne entfernen sende senden absenden versenden verschicken abschicken
    speichere speichern abbrechen stornieren storniere storno aktualisieren abmelden ausloggen kundigen kuendigen
    abbestellen zurucksetzen zuruecksetzen leeren sperren entsperren ablehnen genehmigen freigeben herunterladen`,
  nl: `verwijder verwijderen verstuur versturen verzend verzenden zend opslaan bewaar bewaren annuleer annuleren
    afmelden uitloggen loguit uitschrijven opzeggen bijwerken leegmaken intrekken afwijzen goedkeuren downloaden`,
  es: `eliminar elimina borrar borra quitar suprimir enviar envia guardar cancelar cancela anular anula actualizar
    actualiza cerrarsesion desconectar salir darsedebaja dardebaja darbaja desuscribir vaciar restablecer reiniciar
    rechazar aprobar descargar`,
};

/** Of these, words that only ever mean it: they count at the start of a longer word as well, as in `deleteall`. */
const STARTS = words(`delete remove destroy unsubscribe logout signout purge erase poista laheta tallenna peruuta radera
  skicka verwijder annuleer eliminar borrar enviar guardar cancelar`);

/** And at its end, as in `orderdelete` and `Bestellungloeschen`. */
const ENDS = words(`delete remove destroy unsubscribe logout signout radera loschen loeschen entfernen stornieren
  verwijderen eliminar borrar`);

/** Endings by which such a word names a thing or a state: `deleted`, `removal`, `verwijdering`. */
const NOUN =
  /^(d|s|r|rs|n?de|dt|t|tte|tu|tut|ttu|tyt|ja|jat|minen|misen|ed|able|nde|ns|ers?|ung|ungen|ing|ingen|ings|inger|os|ad[oa]s?)$/;

/** Verbs that also name pages (`/close-up`, `/archive`): they count before a thing, as in `closeTicket`. */
const BEFORE_THING = new Set(
  words(`set mark move close stop end finish complete confirm accept assign lock block ban merge copy replace switch
    archive trash drop apply run trigger transfer charge process perform peru sulje lopeta stang lukk luk sluit cerrar
    schliessen beenden`),
);

/** The things, in the singular and plural. */
const THINGS = new Set(
  words(`all order orders item items user users customer customers contact contacts client clients account accounts
    ticket tickets call calls case cases lead leads task tasks note notes comment comments message messages sms mail
    email invoice invoices payment payments row rows record records file files image images photo photos document
    documents cart basket session sessions status state flag active inactive done read unread paid default
    subscription membership booking reservation appointment meeting product products campaign entry entries recording
    tilaus tilauksen rivi asiakas viesti puhelu bestallning ordre ordren samtale samtal kund kunde bestellung anruf
    pedido pedidos cliente llamada mensaje bestelling klant gesprek`),
);

const ACTIONS = new Set(Object.values(VERBS).flatMap(words));

/** The words of a name in camelCase, snake_case, kebab-case and the like: in lower case, without accents. */
export function words(name: string): string[] {
  const plain = decoded(name)
    .replaceAll('ß', 'ss')
    .replace(/[øØ]/g, (letter) => (letter === 'ø' ? 'o' : 'O'))
    .replace(/[æÆ]/g, (letter) => (letter === 'æ' ? 'ae' : 'AE'))
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  return (plain.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map((word) => word.toLowerCase());
}

function decoded(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[\da-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      // Latin-1, or what no one meant as a character.
      return Buffer.from(codes.replaceAll('%', ''), 'hex').toString('latin1');
    }
  });
}

/** The verb that makes a name an action's; nothing where it is a page's. */
export function verbIn(name: string): string | undefined {
  const list = words(name);
  for (const [at, word] of list.entries()) {
    const { [at + 1]: second = '', [at + 2]: third = '' } = list;
    // `log-out`, `ta_bort`, `dar de baja`
    const verb = [word, word + second, word + second + third].find((joined) => ACTIONS.has(joined));
    if (verb) return verb;
    if (WITH_THING.test(word) || isCompound(word)) return word;
    if (BEFORE_THING.has(word) && THINGS.has(second)) return `${word} ${second}`;
  }
  return undefined;
}

/** Short verbs with a thing in one word: `sendsms`, `saveorder`. */
const WITH_THING =
  /^(do|ajax|bulk|mass|quick)?(send|save|update|cancel|clear|reset|submit|close|mark|set|end|stop|archive)(all|sms|e?mail|message|orders?|items?|users?|customers?|contacts?|calls?|tickets?|notes?|comments?|status|cart|basket|session|account|password|form|data|record|row)$/;

function isCompound(word: string): boolean {
  return (
    STARTS.some((verb) => word.startsWith(verb) && !NOUN.test(word.slice(verb.length))) ||
    ENDS.some((verb) => word.endsWith(verb))
  );
}

/** Parameters whose values are free text, a choice of what is shown, or an address: what they say is not done. */
const TEXT =
  /^(q|query|search|s|terms?|keywords?|text|title|name|subject|message|comment|body|description|next|return\w*|redirect\w*|continue|back|from|to|url|uri|href|ref\w*|goto|dest\w*|sort\w*|order_?by|filter|status|state|lang\w*|phone|email|customer|company)$/i;

/** Parameters that say what to do. */
const COMMAND = /^(a|act|action|cmd|command|do|op|operation|method|func|fn|event|job|m|toiminto|aktion|actie|accion)$/i;

/** Abbreviations that count only where they are a whole name: `del` is an article in Spanish. */
const SHORT = /^(del|rm|upd)$/i;

/**
 * The part of an address that names an action; nothing where it asks for a page. @param param that the runtime carries.
 */
export function actionIn({ pathname, search }: URL, param: string): string | undefined {
  const segments = pathname.split('/').map((segment) => segment.replace(/\.\w{1,5}$/, ''));
  for (const segment of segments) {
    const verb = SHORT.exec(segment)?.[0] ?? verbIn(segment);
    if (verb) return verb;
  }
  for (const [name, value] of new URLSearchParams(search)) {
    if (name === param || TEXT.test(name)) continue;
    // The button of a search sends its name as well.
    const inName = /^submit$/i.test(name) ? undefined : (SHORT.exec(name)?.[0] ?? verbIn(name));
    if (inName) return inName;
    if (!/^[^\s/:]{1,60}$/.test(value)) continue;
    const inValue = SHORT.exec(value)?.[0] ?? verbIn(value);
    if (inValue) return inValue;
    const [first = ''] = words(value);
    if (COMMAND.test(name) && BEFORE_THING.has(first)) return first;
  }
  return undefined;
}

/** Files that a browser saves, or shows by itself. */
export function isFile({ pathname }: URL): boolean {
  return /\.(pdf|csv|tsv|xlsx?|docx?|pptx?|od[ts]|zip|gz|tgz|rar|7z|exe|msi|dmg|apk|ics|vcf|mp[34]|wav|ogg|avi|mov|png|jpe?g|gif|webp|svg|ico|eml|txt|log|sql|bak|json|xml|css|js)$/i.test(
    pathname,
  );
}
