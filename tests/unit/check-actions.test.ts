/** What a walk leaves out, by name and by markup, and what it does not. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parsePage } from '../../cli/commands/check/page.js';
import { actionIn, words } from '../../cli/commands/check/walk/actions.js';
import { createChoice, markupRefusal } from '../../cli/commands/check/walk/choice.js';
import { nextAddresses } from '../../cli/commands/check/walk/next.js';

const at = (path: string) => new URL(path, 'https://card.example/');

/** Addresses, separated by white space. */
const ACTIONS = `
  /deleteOrder.php?id=5 /delete_order /delete-order /order/delete/5 /orders/5/delete /DeleteOrder.aspx /deleteall
  /DELETE_ORDER.asp /orderDelete /orderdelete.php /index.php/order/delete/5 /a?cmd=removeItem /a?action=delete&id=5
  /a?delete=5 /a?delete_id=5 /a?deleteId=5 /a?remove_item=3 /?page=deleteOrder /?do=logout /a?del=5 /del.php?id=4 /a?op=del
  /doLogout /do_logout /logout /logout.php /log-out /auth/log_out /signOut /sign-off /user/logoff /exit /a?logout
  /sendSms?to=%2B358 /send_sms /sendsms.php /send-email?id=4 /resend /order/5/send /a?act=sendMessage
  /unsubscribe /unsubscribe.php?u=5 /unsubscribeAll /opt-out /cancel-order /order/cancel /cancelOrder?id=1 /cancelorder
  /save.php?x=1 /saveOrder /save_contact /order/save /update.php?id=5 /updateOrder /order_update /submit-order
  /reset /clear_cart /emptyCart /purge /destroy/3 /erase-all /approve?id=3 /reject/3 /publish/5 /toggle?id=1 /refund/4
  /activate/5 /deactivate /closeTicket?id=3 /close_case/4 /endCall /end-session /setStatus?v=1 /set_status/4 /markAsRead
  /mark_paid/5 /moveItem?to=5 /confirmOrder?id=4 /accept-order/3 /stopRecording /startCall?to=5 /completeTask /archiveOrder/4
  /assignTicket /transferCall /a?action=close /a?cmd=confirm /a?do=archive /addToCart?id=5 /add-to-cart/5 /hangup /dial/358
  /download?id=4 /order!delete.action /a;delete=1 /cart/remove?id=4 /de%6Cete/5 /l%F6schen
  /poista?id=5 /poistaTilaus /poista_rivi /tilaus/poista /l%C3%A4het%C3%A4 /laheta-viesti /tallenna /peruuta /kirjaudu-ulos
  /kirjauduUlos /peruTilaus /a?toiminto=poista /p%C3%A4ivit%C3%A4 /hyv%C3%A4ksy /tyhjenn%C3%A4
  /radera?id=1 /raderaOrder /ta-bort/5 /taBort /skicka-sms /spara /avbryt /avboka/4 /logga-ut /loggaUt /avsluta
  /slett/5 /slett_ordre /fjern /send-melding /lagre /avbestill /logg-ut /loggUt /kanseller
  /slet/5 /sletOrdre /gem /annuller /log-ud /afmeld /opdater?x=1
  /loeschen.php /l%C3%B6schen /bestellung-loeschen /loescheKunde /bestellungLoeschen /entfernen?id=2 /senden /abschicken
  /speichern /abbrechen /stornieren/4 /abmelden /kuendigen /zur%C3%BCcksetzen
  /verwijder/4 /verwijderen /verwijderKlant /opslaan /annuleren /versturen /uitloggen /log-uit /afmelden /uitschrijven
  /eliminar/5 /eliminarPedido /borrar /quitar?id=4 /enviar /enviarSms /guardar /cancelar /cerrar-sesion /cerrarSesion
  /darse-de-baja /anular/3 /salir`;

const PAGES = `
  / /index.php /order /order/delivery /orders /order/new /orders/create /order/5 /order/5/edit /order/confirm /order/confirmation
  /updates /address /addresses /postal /postal-code /post/5 /posts /additional-info /add-order /addons /adds
  /deleted /deleted-orders /removed-items /removal /removal-terms /removable /cancellation /cancellation-policy /cancelled
  /canceled-orders /sender /senders /sending /sent /saved /savings /sales /logs /login /login.php /log /logbook /signup /signin
  /sign /subscriptions /subscription /subscribers /closed /close-up /closing /closet /ends /weekend /agenda /start /start.html
  /start-page /stop /stops /book /books /booking /bookings /call /calls /call-list /callback /dialog /dialogs /checkout /cart
  /basket /search?q=how+to+delete+it /search?query=remove /find?term=logout /help?title=Delete /a?next=/logout /a?return_url=/delete
  /a?redirect=logout /a?sort=updated /a?status=cancelled /a?filter=deleted /a?view=list /a?page=2 /a?tab=settings /a?id=5
  /settings /sets /setup /set-up /offset /resettlement /clearance /clearing /emptiness /archive /archives /archived
  /block /blocks /block-list /copy /copyright /terms /transfers /transferred /history /information /approved /approvals /rejected
  /publishing /publications /activities /activity /active /inactive /confirmed /dropdown /drop-off /dropoff /shipment /stock
  /markets /marketing /moves /movies /runs /running /executive /syncing /toggles /exits /exited /edit /edit.php?id=5 /change-password-info
  /customers?action=edit&id=5 /customers?action=add /customers?action=new /customers?action=view /a?action=list /a?do=show
  /?page=order /?page=orders /?p=delivery /a?cmd=open /a?phone=0401234567 /a?customers_id=5&call_logs_id=7 /a?name=Delete
  /search?q=x&submit=Search /a?submit=Go /poistot /poistetut /l%C3%A4hetys /l%C3%A4hetykset /lahettaja /tallennukset /peruutukset
  /tilaus /tilaukset /toimitus /peru /paivitykset /raderade /skickade /skickat /leverans /utskick /sparade /uppdateringar /avbokningar
  /sletting /slettede /slettet /levering /sending /sendinger /lagret /lagring /gemte /opdateringer /annullering /leveringer
  /versand /sendung /sendungen /bestellung /lieferung /loeschung /stornierung /speicher /speicherung /entfernung /wissen /kuendigung
  /verzending /bezorging /verwijderd /verwijderingen /annulering /opgeslagen /envio /envios /eliminados /eliminado /guardados
  /cancelaciones /pedidos /entrega /lista-del-pedido /datos-del-cliente /salida /actualizaciones /kaupoista`;

const list = (text: string) => text.trim().split(/\s+/);

for (const address of list(ACTIONS))
  test(`${address} is an action`, () => assert.type(actionIn(at(address)), 'string'));
for (const address of list(PAGES)) test(`${address} is a page`, () => assert.is(actionIn(at(address)), undefined));

test('what the runtime carries is no action', () => {
  assert.is(
    actionIn(at('/a?host=delete'), (name) => name === 'host'),
    undefined,
  );
});

test('words are those of all ways to join them, in lower case and without accents', () => {
  const joined = ['deleteOrderNow', 'delete_order_now', 'delete-order-now', 'DeleteOrderNow', 'delete.order+now'];
  for (const name of joined) assert.equal(words(name), ['delete', 'order', 'now'], name);
  assert.equal(words('XMLDelete'), ['xml', 'delete']);
  assert.equal(words('L%C3%B6schen%20%'), ['loschen']);
});

const LINKS: [html: string, isLeftOut: boolean][] = [
  ['<a href="/b">Next</a>', false],
  ['<a href="/orders">Cancel</a>', false],
  ['<a href="/b" class="button next">Send an order</a>', false],
  ['<a href="/b" rel="noopener noreferrer">B</a>', false],
  ['<a href="/b" data-turbo="true" data-toggle="tooltip">B</a>', false],
  ['<a href="/b" data-method="get">B</a>', false],
  ['<a href="/b" hx-get="/b">B</a>', false],
  ['<a href="/b" onclick="track()">B</a>', false],
  ['<a href="/b" title="Deleted orders">Deleted orders</a>', false],
  ['<a href="/b">Remove stains from your carpet: our guide</a>', false],
  ['<a href="/b" onclick="return confirm(\'Sure?\')">B</a>', true],
  ['<a href="/b" onclick="if (!window.confirm(\'?\')) return false">B</a>', true],
  ['<a href="/b" onclick="deleteItem(5)">B</a>', true],
  ['<a href="/b" data-confirm="Sure?">B</a>', true],
  ['<a href="/b" data-turbo-confirm="Sure?">B</a>', true],
  ['<a href="/b" data-confirm-message="Sure?">B</a>', true],
  ['<a href="/b" wire:confirm="Sure?">B</a>', true],
  ['<a href="/b" hx-confirm="Sure?">B</a>', true],
  ['<a href="/b" data-method="delete">B</a>', true],
  ['<a href="/b" data-method=POST>B</a>', true],
  ['<a href="/b" data-turbo-method="delete">B</a>', true],
  ['<a href="/b" data-http-method="put">B</a>', true],
  ['<a href="/b" hx-delete="/b">B</a>', true],
  ['<a href="/b" data-hx-post="/b">B</a>', true],
  ['<a href="/b" up-method="delete">B</a>', true],
  ['<a href="/b" data-action="remove">B</a>', true],
  ['<a href="/b" rel="nofollow">B</a>', true],
  ['<a href="/b" rel="noopener NOFOLLOW">B</a>', true],
  ['<a href="/b" class="btn btn-delete">B</a>', true],
  ['<a href="/b" id="logoutLink">B</a>', true],
  ['<a href="/b">Delete</a>', true],
  ['<a href="/b"> Log out </a>', true],
  ['<a href="/b">Poista tilaus</a>', true],
  ['<a href="/b"><img alt=""></a>', false],
  ['<a href="/b" aria-label="Remove"><i></i></a>', true],
  ['<a href="/b" download>B</a>', true],
];
const FORMS: [html: string, isLeftOut: boolean][] = [
  ['<form action="/find"><input name="q"><button>Go</button></form>', false],
  ['<form role="search"><input name="x"></form>', false],
  ['<search><form><input name="x"></form></search>', false],
  ['<form action="/b"><input type="search" name="x"></form>', false],
  ['<form action="/haku"><input name="x"></form>', false],
  ['<form id="customerSearch"><input name="name"></form>', false],
  ['<form class="filter-form"><select name="status"><option>1</select></form>', false],
  ['<form action="/search"><input name="q"><button type="reset" name="reset">Clear</button></form>', false],
  ['<form action="/b"><input name="x"></form>', true],
  ['<form action="/next"><button>Next</button></form>', true],
  ['<form action="/b"><input name="to"><textarea name="text"></textarea></form>', true],
  ['<form action="/b"><input name="q"><input type="hidden" name="action" value="delete"></form>', true],
  ['<form action="/b"><input name="q"><input type="hidden" name="_method" value="DELETE"></form>', true],
  ['<form action="/b"><input name="q"><button name="delete">Delete</button></form>', true],
  ['<form action="/search" onsubmit="return confirm(1)"><input name="q"></form>', true],
  ['<form action="/b"><input name="search"><input type="password" name="p"></form>', true],
];
for (const [html, isLeftOut] of [...LINKS, ...FORMS]) {
  test(`${html} is ${isLeftOut ? 'left out' : 'followed'}`, () => {
    const page = parsePage({ name: 'a.html', text: `<!doctype html><body>${html}` });
    const why = markupRefusal(page, page.all('a, form')[0]!);
    assert.is(why !== undefined, isLeftOut, why);
  });
}

const GLOBS: [globs: { follow?: string[]; skip?: string[] }, address: string, isLeftOut: boolean][] = [
  [{}, '/deleteOrder.php?id=5', true],
  [{ follow: ['/deleteOrder.php'] }, '/deleteOrder.php?id=5', false],
  [{ follow: ['/deleteOrder.php?id=*'] }, '/deleteOrder.php?id=5', false],
  [{ follow: ['/deleteOrder.php?id=*'] }, '/deleteOrder.php?no=5', true],
  [{ follow: ['delete*'] }, '/admin/deleteOrder.php', false],
  [{ follow: ['/admin/**'] }, '/admin/a/delete', false],
  [{ follow: ['/adm/*'] }, '/admin/delete', true],
  [{ follow: ['Delete*'] }, '/delete', true],
  [{ follow: ['https://card.example/{delete,logout}'] }, '/logout?ld_referrer=x', false],
  [{ follow: ['https://other.example/**'] }, '/logout', true],
  [{ skip: ['/report/**'] }, '/report/5', true],
  [{ skip: ['/report/**'] }, '/reports', false],
  [{ skip: ['*.php'] }, '/a/b.php?c=1', true],
  [{ skip: ['/**'], follow: ['/**'] }, '/a', true],
];
for (const [globs, address, isLeftOut] of GLOBS) {
  test(`with ${JSON.stringify(globs)} ${address} is ${isLeftOut ? 'left out' : 'visited'}`, () => {
    const choice = createChoice({ follow: [], skip: [], ...globs });
    assert.is(choice.refusal(at(address), 'ld_referrer') !== undefined, isLeftOut);
  });
}

test('an address of any length has an answer, with globs too', () => {
  const choice = createChoice({ follow: ['/a/**'], skip: ['*.php'] });
  assert.match(choice.refusal(at('/a'.repeat(100_000)), 'x')!, /too long/);
  assert.match(choice.scriptRefusal(at(`/a.js?${'a_id=b&'.repeat(50_000)}`), 'x')!, /too long/);
});

test('a page is looked through as often with many links and forms as with few', () => {
  const looks = (number: number) => {
    const text = `<!doctype html>${'<a href="/a">A</a><form action="/s"><input name="q"></form>'.repeat(number)}`;
    const page = parsePage({ name: 'https://card.example/', text });
    let looked = 0;
    const all = (selector: string) => {
      looked++;
      return page.all(selector);
    };
    const counting = { ...page, all };
    const next = nextAddresses(counting, at('/'), { param: 'ld_referrer', value: 'x' }, new Set());
    for (const { element } of next) markupRefusal(counting, element!);
    assert.is(next.length, 2 * number);
    return looked;
  };
  assert.is(looks(500), looks(2));
});

test.run();
