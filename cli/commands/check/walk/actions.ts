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
  en: `delete remove destroy drop erase purge wipe discard clear empty reset cancel revoke terminate kill truncate expire
    invalidate uninstall install logout logoff signout signoff exit quit disconnect endsession unsubscribe optout
    deactivate activate disable enable approve reject decline deny prune forget publish restore undo refund send resend save submit update
    insert execute exec toggle clone duplicate rename impersonate loginas hangup dial redial sync flush regenerate rebuild
    reindex recalculate repair optimize optimise reboot restart shutdown poweroff deploy rollback cron reassign reopen resetpassword
    reactivate rerun reprocess clockin clockout escalate suspend upvote downvote addtocart addtobasket startcall startrecording markas
    download`,
  fi: `poista poistaa tuhoa laheta lahettaa tallenna tallentaa peruuta peruuttaa mitatoi tyhjenna nollaa paivita hylkaa
    hyvaksy irtisano kirjauduulos uloskirjaus uloskirjautuminen ulos lataa palauta kuittaa arkistoi aktivoi deaktivoi hyvita
    katkaise keskeyta`,
  sv: `radera raderas tabort skicka skickas spara sparas avbryt avboka annullera angra rensa uppdatera avregistrera
    avprenumerera avsluta loggaut utloggning avvisa godkann nollstall laddaner arkivera aktivera avaktivera inaktivera
    makulera kreditera aterstall aterkalla bekrafta laggpa sagupp stallin utlogg ateroppna`,
  no: `slett slette fjern fjerne sende lagre avbryt avbestill avbestille kanseller kansellere annuller annullere
    oppdater oppdatere loggut utlogging avslutt avslutte avmeld meldav avvis godkjenn nullstill lastned arkiver aktiver
    deaktiver makuler krediter gjenopprett tilbakekall bekreft leggpa siopp avlys gjenapne`,
  da: `slet slette gem gemme afbryd afbestil afbestille annuller annullere opdater opdatere logud logaf afmeld frameld
    afslut afslutte afvis godkend nulstil ryd fortryd arkiver aktiver deaktiver gendan tilbagekald bekraeft laegpa opsig aflys udmeld genabn`,
  de: `losche loschen loesche loeschen entferne entfernen sende senden absenden versenden verschicken abschicken
    speichere speichern abbrechen stornieren storniere storno aktualisieren abmelden abmeldung ausloggen kundigen
    kuendigen abbestellen zurucksetzen zuruecksetzen leeren entsperren ablehnen genehmigen freigeben herunterladen
    archivieren aktivieren deaktivieren verwerfen widerrufen wiederherstellen erstatten bestatigen bestaetigen auflegen absagen
    wiedereroffnen wiedereroeffnen`,
  nl: `verwijder verwijderen verstuur versturen verzend verzenden zend opslaan bewaar bewaren annuleer annuleren
    afmelden uitloggen loguit uitschrijven opzeggen bijwerken leegmaken intrekken afwijzen goedkeuren downloaden
    archiveren activeren deactiveren crediteren herstellen ontgrendelen bevestigen ophangen afzeggen doorverbinden heropenen`,
  es: `eliminar elimina borrar borra quitar suprimir enviar envia guardar grabar cancelar cancela anular anula actualizar
    actualiza cerrarsesion desconectar salir darsedebaja dardebaja darbaja desuscribir vaciar restablecer reiniciar
    rechazar aprobar descargar archivar activar desactivar desbloquear reembolsar reenviar restaurar reactivar colgar reabrir`,
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

/**
 * Verbs that also name pages (`/close-up`, `/confirm`): they count with a thing, as in `closeTicket`, with what it is
 * done to, as in `/tickets/5/close` and `/close?id=5`, and as the command of a parameter.
 */
const WEAK =
  words(`mark move close end finish complete confirm accept assign lock merge apply perform resolve acknowledge
  ack dismiss snooze verify vote like dislike follow hide join promote demote spam ban mute hold pay buy redeem withdraw
  subscribe favorite favourite bookmark bump upgrade migrate generate convert untag attach start retry pause answer
  qualify disqualify take grab kick seed notify capture void sign schedule rotate replay place begin
  peru sulje lopeta merkitse siirra lukitse vahvista maksa kaynnista pysayta vaihda soita vastaa yhdista paata aloita jatka
  ratkaise liity poisto maksettu stang markera flytta sparra betala starta stoppa pausa slutfor ring koppla svara besvara tilldela taover
  vidarekoppla vidarebefordra sammanfoga slaihop parkera gamed betald steng lukk luk flytt flyt sperr spaer betal fullfor fuldfor tildel
  viderekoble viderestil videresend besvar meldpa purr rykker betalt sluit sluiten markeren verplaatsen blokkeren betalen voltooien toewijzen
  samenvoegen doorsturen bellen pauzeren hervatten stoppen starten beantwoorden afronden plaatsen beginnen betaald
  cerrar confirmar aceptar marcar mover bloquear pagar finalizar asignar completar transferir fusionar llamar contestar
  pausar reanudar detener iniciar desviar realizar reclamar pagado
  schliessen beenden markieren verschieben sperren bezahlen abschliessen erledigen zuweisen zuordnen annehmen weiterleiten
  verbinden zusammenfuhren zusammenfuehren mahnen anrufen halten pausieren fortsetzen uebernehmen ubernehmen
  planen bezahlt erledigt`);

/** More of them, which are names of things as well: what stands behind (`/process/5`) tells which one is shown. */
const WEAK_NOUNS =
  words(`set stop run transfer charge process archive copy replace record switch trash trigger ship claim
  release watch star pin leave block resume purchase backup link split credit park`);

/** The things, in the singular and plural. */
const THINGS = new Set(
  words(`all order orders item items user users customer customers contact contacts client clients account accounts
    ticket tickets call calls case cases lead leads task tasks note notes comment comments message messages sms mail
    email emails invoice invoices payment payments row rows record records file files image images photo photos document
    documents cart basket session sessions status state flag active inactive done read unread paid default
    subscription membership booking reservation appointment meeting product products campaign entry entries recording
    post posts topic topics thread threads plugin plugins theme themes module modules database table cache index
    member members group groups event events queue queues job jobs
    tilaus tilauksen rivi asiakas viesti puhelu kayttaja bestallning ordre ordren order samtale samtal kund kunde
    luetuksi last gelesen gelezen leido arende arendet sag sak bestellung anruf auftrag kunden benutzer nachricht rechnung vorgang
    pedido pedidos cliente llamada mensaje usuario factura bestelling klant gesprek gebruiker bericht`),
);

const ACTIONS = new Set(Object.values(VERBS).flatMap(words));
const DOUBTFUL = new Set([...WEAK, ...WEAK_NOUNS]);

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
    const { [at - 1]: before = '', [at + 1]: second = '', [at + 2]: third = '', [at + 3]: fourth = '' } = list;
    if (word === 'drop' && /^(off|down|box|zone|in|out|point|ship\w*)$/.test(second)) continue;
    // `log-out`, `ta_bort`, `dar de baja`
    const verb = [word, word + second, word + second + third, word + second + third + fourth].find(isVerb);
    if (verb) return verb;
    if (isCompound(word)) return word;
    if (DOUBTFUL.has(word) && THINGS.has(second)) return `${word} ${second}`;
    // `auftrag-abschliessen`; in English a thing in front is what a page is about: `order-confirm`.
    if (DOUBTFUL.has(word) && THINGS.has(before) && !ENGLISH.has(word)) return `${before} ${word}`;
    if (word === 'add' && (second === 'to' || BASKETS.has(second) || BASKETS.has(before))) return 'add';
    // A function's name: `confirmDelivery`, `mark_shipped`, `setReady`.
    if (at === 0 && second && (word === 'set' || (DOUBTFUL.has(word) && !WEAK_NOUNS.includes(word))))
      if (
        /^[A-Za-z][a-z]*(_|[A-Z])/.test(name) &&
        !/^(in|up|off|us|page|list|dates?|times?|count|info|top|tings?|requests?)$/.test(second)
      )
        return `${word} ${second}`;
    if (word === 'change' && /^stat(us|e)$/.test(second)) return word;
    // An article in Spanish, a part in Swedish: a verb only first or last.
    if (word === 'del' && list.length > 1 && (at === list.length - 1 || (at === 0 && !name.includes('-')))) return word;
  }
  return undefined;
}

const ENGLISH = new Set([...WEAK.slice(0, WEAK.indexOf('peru')), ...WEAK_NOUNS]);

/** What things are put into, or what is given at once. */
const BASKETS = new Set(
  words('cart basket bag wishlist favorites favourites compare watchlist bookmarks friends friend like vote'),
);

/** Also `unlock`, `deletes` for some, `dologout`, `massupdate`. */
function isVerb(word: string): boolean {
  const rest = /^(?:un|do|ajax|bulk|mass|batch|quick|multi|force|admin|user)(.{3,})$/.exec(word)?.[1];
  return (
    ACTIONS.has(word) || (rest !== undefined && (ACTIONS.has(rest) || (word.startsWith('un') && DOUBTFUL.has(rest))))
  );
}

/** Words that are several: `deleteall`, `orderdelete`, `sendsms`, `doclosecase`, `savetablesort`. */
function isCompound(word: string): boolean {
  if (/^mark(?!e[drt]|ing|up|down|us)\w{4}/.test(word)) return true;
  if (/^(send|save|update|cancel)(?![adlrs]|ing|ung)\w{4}/.test(word)) return true;
  if (STARTS.some((verb) => word.startsWith(verb) && !NOUN.test(word.slice(verb.length)))) return true;
  if (ENDS.some((verb) => word.endsWith(verb))) return true;
  const plain = word.slice(0, 40).replace(/^(do|ajax|bulk|mass|quick)/, '');
  for (let at = 3; at < plain.length - 2; at++) {
    const [first, second] = [plain.slice(0, at), plain.slice(at)];
    if (THINGS.has(second) ? ACTIONS.has(first) || ENGLISH.has(first) || first === 'del' : false) return true;
    if (THINGS.has(first) && ACTIONS.has(second)) return true;
  }
  return false;
}

/** Parameters whose values are free text, a choice of what is shown, or an address: what they say is not done. */
const TEXT =
  /^(q|query|search\w*|s|terms?|keywords?|text|title|name|subject|message|comment|body|description|next|return\w*|redirect\w*|continue|back|prev\w*|origin|from|to|\w*ur[il]|href|ref\w*|goto|dest\w*|sort\w*|order_?by|filter\w*|status|state|lang\w*|phone|email|customer|company|tags?|label|category|cat|country|city|user(name)?|author)$/i;

/** Parameters that say what to do, by the last or the first word of their names. */
const COMMANDS = new Set(
  words(
    'a act action cmd command do op operation method func function fn event job m mode task todo point btn perform toiminto aktion actie accion handling',
  ),
);

/** Parameters that say how a page is shown. */
const SHOWN =
  /^(page|p|sort\w*|order_?by|dir|start|offset|limit|size|lang\w*|locale|q|query|s|search\w*|filter\w*|tab|view|step|utm_\w+|return\w*|next|back|ref\w*|from|v|ver|t|ts|_)$/i;

/** Parts of a path that say what it is done to, when a number follows. */
const WHICH = /^(id|ids|nr|no|num|uid|pk|key|record|item|\w+_?(id|nr|no)s?)(\[\])?$/i;

/** Abbreviations that count only where they are a whole name: `del` is an article in Spanish. */
const SHORT = /^(del|dele|rm|upd|ins)$/i;

/** Tokens that servers ask for before they change something. */
const TOKEN =
  /csrf|xsrf|^_?wpnonce$|^nonce$|^_token$|(authenticity|atl|logout)_?token|^sesskey$|^form_?key$|^(security|request|form)_?token$/i;

/** A command in SQL or GraphQL, as administration pages take them. */
const STATEMENT =
  /^\s*((drop|truncate|alter|create|optimi[sz]e|repair|flush)\s+(table|database|schema|index|view|user|procedure|trigger|event)s?\b|insert\s+into\b|delete\s+from\b|update\s+\S+\s+set\b|mutation\b\s*[\w({])/i;

/** Endings of what servers run. */
const PROGRAM = /\.(php\d?|phtml|[sx]?html?|asp|aspx|ashx|asmx|jspx?|jsf|faces|do|action|cgi|pl|cfm|mvc|json|xml)$/i;

/**
 * The part of an address that names an action; nothing where it asks for a page.
 *
 * @param isCarried whether pages have a parameter only since the page before had it.
 */
export function actionIn(
  { pathname, search }: URL,
  isCarried: (name: string, value: string) => boolean = () => false,
): string | undefined {
  // Some servers put `;` between parameters.
  const parameters = [...new URLSearchParams(search.replaceAll(';', '&'))].filter((pair) => !isCarried(...pair));
  const isOfOne = parameters.some(([name, value]) => !SHOWN.test(name) && value !== '');
  const verb = verbInPath(pathname, isOfOne);
  if (verb) return verb;
  for (const [name, value] of parameters) {
    if (TOKEN.test(name)) return `${name}, a token`;
    if (STATEMENT.test(value)) return words(value)[0];
    if (/^(add|qty|quantity)$/i.test(name) && words(pathname + search).some((word) => BASKETS.has(word))) return 'add';
    if (
      /^(text|message|body|comment|note|content)$/i.test(name) &&
      value &&
      /\/(add|post|create)\b[^/]*$/.test(pathname)
    )
      return `${name}, which is kept`;
    if (/^_method$/i.test(name) && !/^(get|)$/i.test(value)) return `${name}=${value}`;
    // A search for a path is none: Drupal's pages are called `?q=user/logout`.
    const isText = TEXT.test(name) && !/^[qs]=\/?[a-z]+(\/\w+)+$/i.test(`${name}=${value}`);
    const isOfOther = parameters.some((other) => other[0] !== name && WHICH.test(other[0]) && other[1] !== '');
    const found = isText ? undefined : verbInParameter(name, value, isOfOther);
    if (found) return found;
  }
  return undefined;
}

function verbInParameter(name: string, value: string, isOfOne: boolean): string | undefined {
  // The button of a search sends its name as well.
  const inName = /^submit$/i.test(name) ? undefined : (SHORT.exec(name)?.[0] ?? verbIn(name));
  if (inName) return inName;
  const parts = words(name);
  const isCommand =
    COMMANDS.has(parts.at(-1) ?? '') ||
    COMMANDS.has(parts[0] ?? '') ||
    /(action|command|method|task|event)$/i.test(name);
  // `?close=5`, `?confirm=yes`; but `?start=20` is where a list begins.
  if (IN_NAMES.has(name.toLowerCase()) && value !== '') return name;
  if (!/^[^\s]{1,100}$/.test(value) || /^(https?:)?\/\//i.test(value)) return undefined;
  if (isCommand || value.includes('/')) {
    const inPath = verbInPath(value, isOfOne);
    if (inPath) return inPath;
  }
  const inValue = SHORT.exec(value)?.[0] ?? verbIn(value);
  if (inValue) return inValue;
  const [first = ''] = words(value);
  return isCommand && DOUBTFUL.has(first) ? first : undefined;
}

const IN_NAMES = new Set(
  words('close mark confirm confirmed move lock assign pay accept trash merge perform vote ban'),
);

/** @param isOfOne whether a parameter says what something is done to. */
function verbInPath(path: string, isOfOne: boolean): string | undefined {
  const segments = path
    .split('/')
    .map((segment) => segment.replace(/;jsessionid=[^;]*/i, '').replace(PROGRAM, ''))
    .filter(Boolean);
  for (const [at, segment] of segments.entries()) {
    const { [at - 1]: before = '', [at + 1]: next = '' } = segments;
    if (isText(segment, before)) continue;
    const verb = SHORT.exec(segment)?.[0] ?? verbIn(segment);
    if (verb) return verb;
    const list = words(segment);
    const last = [list.slice(-2).join(''), list.at(-1) ?? ''].find((word) => DOUBTFUL.has(word)) ?? '';
    if (
      list[0] === 'add' &&
      (BASKETS.has(words(before).at(-1) ?? '') || (isOfOne && /^(item|product)$/.test(list.at(-1)!)))
    )
      return 'add';
    const isLast = at === segments.length - 1;
    const isLive = isLast && LIVE.has(words(before).at(-1) ?? '');
    if (isLive && /^(ready|break|next|on|off|away|available|test|warm|slut)$/.test(list.join(''))) return list[0];
    if (!last) continue;
    // A method of a thing: `order.close`, `order:close`, `Order@close`.
    if (/\w[.:!@#~][a-z]+$/i.test(segment)) return last;
    if (list.length > 2) continue;
    if (isLive || (isLast && isId(before))) return last;
    if (WEAK_NOUNS.includes(last)) continue;
    // `hold/5`, `hold?id=5`, `hold/order_id/5`
    if ((isLast && isOfOne) || isId(next) || (WHICH.test(next) && isId(segments[at + 2] ?? ''))) return last;
  }
  return undefined;
}

/** What goes on while the agent works: `/recording/stop` is no page. */
const LIVE = new Set(
  words(`call calls phone line agent dialer recording recorder queue campaign break shift timer service
    server backup export migration maintenance webhook cache tauko paus pause pauze pausa jono ko puhelu soitto linja nauhoitus samtal samtale
    linje inspelning opptak opkald optagelse anruf leitung aufnahme gesprek opname llamada grabacion agente`),
);

/** Numbers, UUIDs and other keys. */
function isId(segment: string): boolean {
  return (
    /^(\d+|[\da-f]{8}-[\da-f-]{27}|[\da-f]{12,}|[a-z]{1,4}-?\d+)$/i.test(segment) &&
    !/^((19|20)\d\d|v\d+)$/i.test(segment)
  );
}

/** Whether a part of a path is a sentence, as titles of articles are: `how-to-delete-an-order`. */
function isText(segment: string, before: string): boolean {
  const parts = segment.split(/[-_]/).filter(Boolean);
  return (
    parts.length > 5 ||
    (parts.length > 1 && QUESTION.test(parts[0]!)) ||
    (parts.length > 2 && ARTICLES.test(before)) ||
    /^(refund|cancel|return|download|install|exit)s?-(and-\w+-)?(policy|terms|faq|help|guide|instructions)$/i.test(
      segment,
    )
  );
}

const QUESTION =
  /^(how|why|what|when|where|who|wie|warum|was|wann|hur|varfor|vad|hvordan|hvorfor|hvad|hva|hoe|waarom|como|por|que|miten|miksi|kuinka)$/i;
const ARTICLES =
  /^(help|docs?|documentation|faq|kb|blog|news|wiki|guides?|support|articles?|knowledge-?base|ohjeet?|hjalp|hjelp|hjaelp|hilfe|ayuda)$/i;

/** Files that a browser saves, or shows by itself. */
export function isFile({ pathname }: URL): boolean {
  return /\.(pdf|csv|tsv|xlsx?|docx?|pptx?|od[ts]|zip|gz|tgz|rar|7z|exe|msi|dmg|apk|ics|vcf|mp[34]|wav|ogg|avi|mov|png|jpe?g|gif|webp|svg|ico|eml|txt|log|sql|bak|json|xml|css|js)$/i.test(
    pathname,
  );
}
