/** Links, forms, frames, refreshes, redirects and scripts as applications in public have them: actions, and pages. */

/** Addresses that a link leads to: those of many frameworks, and of cards in eight languages. */
export const ACTION_ADDRESSES = `
/wp-login.php?action=logout&_wpnonce=1a2b /wp-admin/post.php?post=5&action=trash&_wpnonce=9 /wp-admin/post.php?post=6&action=untrash
/wp-admin/comment.php?action=approvecomment&c=1 /wp-admin/comment.php?c=4&action=spamcomment /wp-admin/plugins.php?action=activate&plugin=a.php
/wp-admin/edit.php?post_type=page&_wpnonce=77 /wp-admin/users.php?action=resetpassword&users=3 /wp-admin/admin-post.php?action=purge_cache
/scp/tickets.php?id=5&a=close /scp/tickets.php?id=7&a=claim /scp/staff.php?a=delete /scp/logout.php?auth=1
/?_task=logout&_token=ab /?_task=mail&_action=delete&_uid=4 /?_task=mail&_action=move&_uid=4 /?_task=mail&_action=expunge&_mbox=INBOX&_token=x
/index.php?module=Accounts&action=Delete&record=4 /index.php?module=Accounts&action=Save2&record=4 /index.php?module=Administration&action=RebuildRelationship
/index.php?module=Leads&action=ConvertLead&record=8 /index.php?entryPoint=acceptDecline&module=Calls&user_id=3 /index.php?module=Users&action=Logout
/societe/card.php?id=1&action=confirm_delete&confirm=yes /compta/facture/card.php?id=4&action=validate&confirm=yes /comm/card.php?id=5&action=setstatus
/user/logout.php?token=12 /index.php?route=/sql&sql_query=DROP+TABLE+orders /index.php?route=/table/structure/drop&db=a /index.php?route=/logout
/admin/logout/ /admin/orders/order/5/delete/ /accounts/logout/?next=/ /orders/5/close /orders/5/cancel /orders/5/ship /tickets/8/reopen /tickets/8/assign
/users/4/impersonate /users/4/follow /posts/6/like /posts/6/unlike /posts/6/vote?dir=up /messages/9/mark_read /messages/9/archive
/Orders/Delete/5 /Account/LogOff /Orders/Approve/5 /Manage/RemoveLogin?loginProvider=x /Handlers/Orders.ashx?cmd=del&id=4 /DeleteOrder.aspx?id=3
/order.jsf;jsessionid=AB?action=remove /order!delete.action?id=3 /order.do?method=cancelOrder&id=4 /wicket/page?3-1.ILinkListener-rows-1-delete
/orders/list.remove/5 /flow?execution=e1s1&_eventId=confirm /index.php?option=com_orders&task=order.trash&cid=4 /index.php?r=site/logout
/?q=user/logout /?q=node/5/delete /index.php?route=account/wishlist.add&product_id=4 /index.php?route=catalog/product.copy&id=4 /cart/add/5 /cart?add=5
/index.cfm?fuseaction=order.close&id=4 /forum/index.php?action=deletemsg;topic=5;msg=3 /mod/forum/post.php?delete=9&sesskey=abc /w/index.php?title=A&action=rollback&token=x
/rate?id=4&_csrf=77 /orders?status=5&_method=put /pipeline/5/restart /jobs/5/run /device/5/reboot /cron.php /queue/flush /index/rebuild
/ajax.php?do=setStatus&id=4&v=2 /calls/5/end /dialer/hangup /call/startRecording /sms/sendNow?to=358 /message/5/resend /delUser.php?u=5 /order_del.php?o=5
/usersave.php /massupdate.php /dologout /ajaxdelete /savecontactinfo /closecase.php?x=5 /api/orders/5f2b1c9e-1111-4222-8333-444455556666/complete
/tilaukset/5/vahvista /asiakas/5/poista /viesti/laheta /puhelu/lopeta?id=5 /kirjaudu_ulos /uloskirjautuminen /tilaus/kuittaa/5 /varaus/peruuta
/arende/5/stang /order/5/makulera /logga_ut.asp /skickaSms /kund/5/avregistrera /utloggning /order/godkann?id=4 /samtal/5/avsluta
/ordre/5/slett /sak/5/lukk /loggut.php /sendmelding/send?x=1 /bestilling/kanseller /abonnement/avmeld /faktura/5/krediter
/kunde/5/slet /sag/5/luk /log_af /ordre/annuller/5 /nyhedsbrev/frameld /betaling/godkend/5
/kunde/loeschen/5 /auftrag/5/abschliessen /auftrag-schliessen /bestellung/stornieren?id=4 /abmeldung /anruf/beenden?id=5 /vertrag/kuendigen
/klant/verwijderen/5 /order/5/annuleren /uitloggen.php /bericht/versturen /gesprek/5/sluiten /abonnement/opzeggen
/pedido/5/cancelar /cliente/eliminar/5 /salir.php /llamada/5/finalizar /mensaje/enviar /suscripcion/darse-de-baja /factura/5/anular
/ticket/take/5 /callback/schedule?id=5 /agent/5/kick /agent/ready /agent/break/start /shift/start /clock-in /notify.php?user=5 /note/add?text=hello&id=5
/poll/vote?option=1 /newsletter/confirm?token=x /checkout/placeOrder /payment/capture/5 /webhook/replay/5 /server/stop /backup/run /maintenance/on
/puhelu/soita?nro=5 /tilaus_poisto.php?id=4 /tauko/aloita /ulos /samtal/parkera/5 /paus/starta /faktura/betald/5 /sak/gjenapne/5 /pause/slut /medlem/udmeld/5
/anruf/weiterleiten/5 /rueckruf/planen?id=4 /gesprek/doorverbinden/5 /taak/5/afronden /llamada/transferir/5 /caso/reabrir/5`;

export const PAGE_ADDRESSES = `
/wp-admin/ /wp-admin/edit.php?post_type=page&paged=2 /wp-admin/post.php?post=5&action=edit /wp-admin/edit-comments.php?comment_status=spam /wp-admin/plugins.php?plugin_status=inactive
/wp-login.php?action=lostpassword&x=1 /scp/tickets.php?queue=3 /scp/tickets.php?id=5 /scp/tickets.php?id=5&a=print /scp/tickets.php?a=open /scp/tasks.php?status=closed
/?_task=mail&_mbox=INBOX.Trash /?_task=mail&_action=compose /?_task=mail&_action=show&_uid=5 /?_task=addressbook&_action=show&_cid=3 /?_task=settings&_action=identities
/index.php?module=Accounts&action=DetailView&record=4 /index.php?module=Accounts&action=EditView&record=4&return_action=DetailView /index.php?module=Calls&action=index
/societe/card.php?socid=1&action=edit /compta/facture/list.php?search_status=1 /comm/action/card.php?action=create /index.php?route=/database/structure&db=orders
/index.php?route=/table/sql&table=orders /admin/orders/order/ /admin/orders/order/5/change/ /admin/orders/order/add/ /admin/orders/order/5/history/ /admin/auth/user/?o=1&is_active__exact=1
/orders /orders/new /orders/5 /orders/5/edit /orders/5/notes /orders/5/history /orders/5/invoice /orders?page=2 /orders?status=cancelled /orders?sort=updated_at&start=20
/Orders/Details/5 /Orders/Edit/5 /Orders/Create /Home/Index /Account/Manage /order.jsf;jsessionid=AB?id=4 /order.xhtml?cid=1 /wicket/page?3 /wicket/page?3-1.ILinkListener-rows-1-details
/order.do?method=show&id=4 /flow?execution=e1s1 /index.php?option=com_orders&view=order&id=4 /index.php?r=order/view&id=5 /?q=node/5 /index.php?route=account/order.info&order_id=4
/index.php?route=product/product&product_id=42 /index.cfm?fuseaction=order.view&id=4 /forum/index.php?topic=5.0 /w/index.php?title=A&action=history /w/index.php?title=A&action=edit
/cart /cart/view /wishlist /checkout/shipping /help/how-to-delete-an-order /help/cancel-an-order /faq/when-do-you-send-it /refund-policy /blog/2024/archive-of-the-year
/process/5 /block/5 /transfer/5 /watch?v=5 /release/5 /claims /claims/5 /ship/5 /sets/5 /archive/2024/05 /copy-center /stops/5 /records /charges /switch/3 /notes/add
/tilaukset /tilaus/5 /asiakas/5/muokkaa /poistetut /lahetykset/5 /puhelut?sivu=2 /varaukset/uusi /tallenteet
/arenden/5 /kunder?sida=2 /bestallningar/nya /raderade /utskick/5 /samtal/5 /avbokningar
/ordrer/5 /saker?side=2 /slettede /utsendinger /kunder/ny /samtaler
/sager/5 /kunder/rediger/5 /forsendelser /annulleringer /opdateringer
/bestellungen/5 /kunden/bearbeiten/5 /versand/status /anrufe?seite=2 /stornierungen /nachrichten/neu
/klanten/5 /bestellingen/bewerken/5 /verzendingen /berichten/nieuw /gesprekken?pagina=2
/pedidos/5 /clientes/editar/5 /envios /llamadas?pagina=2 /mensajes/nuevo /datos-del-cliente
/users/sign_in /tickets/escalated /leads/converted /callbacks/5 /agents/online /agent/status /queue/5 /queues/waiting /shifts /conference/5 /voicemails /recordings
/quotes/accepted /documents/5 /trash /sessions /webhooks/5 /jobs/failed /imports /invoices/paid /customers/search?name=A
/tilaukset/maksetut /tauot /puhelut/siirretyt /pauser /samtal/parkerade /fakturor/betalda /saker/lukkede /aufgaben/erledigt-liste /rueckrufe /taken/afgerond /casos/cerrados`;

/** Links whose address is harmless: `HREF` is the address, which is none but this link's. */
export const ACTION_LINKS = [
  `<a href="HREF" data-method="delete">Order</a>`,
  `<a href="HREF" data-turbo-method="patch">Order</a>`,
  `<a href="HREF" data-method="post" rel="nofollow">Order</a>`,
  `<a href="HREF" onclick="return confirm('Sure?')">Order</a>`,
  `<a href="HREF" onclick="return areYouSure(this)">Order</a>`,
  `<a href="HREF" onclick="track('x'); removeRow(this)">Order</a>`,
  `<a href="HREF" onclick="event.preventDefault(); document.getElementById('logout-form').submit();">Bye</a>`,
  `<a href="HREF" onclick="this.closest('form').submit(); return false">Go</a>`,
  `<a href="HREF" data-confirm="Sure?">Order</a>`,
  `<a href="HREF" data-toggle="confirmation">Order</a>`,
  `<a href="HREF" data-bs-toggle="modal" data-bs-target="#deleteModal">Order</a>`,
  `<a href="HREF" data-swal-title="Sure?">Order</a>`,
  `<a href="HREF" ng-click="vm.deleteOrder(5)">Order</a>`,
  `<a href="HREF" @click.prevent="remove(order)">Order</a>`,
  `<a href="HREF" v-on:click="destroyOrder">Order</a>`,
  `<a href="HREF" data-action="click->orders#cancel">Order</a>`,
  `<a href="HREF" hx-delete="/orders/5">Order</a>`,
  `<a href="HREF" ic-post-to="/orders/5">Order</a>`,
  `<a href="HREF" data-delete-url="/x">Order</a>`,
  `<a href="HREF"><img src="/icons/delete.gif"></a>`,
  `<a href="HREF"><img src="/i/5.png" alt="Remove"></a>`,
  `<a href="HREF"><i class="fa fa-trash-o"></i></a>`,
  `<a href="HREF"><span class="glyphicon glyphicon-remove" aria-hidden="true"></span></a>`,
  `<a href="HREF"><svg><use href="#icon-trash"></use></svg></a>`,
  `<a href="HREF"><i class="fas fa-sign-out-alt"></i></a>`,
  `<a href="HREF" class="btn btn-danger js-delete">Order</a>`,
  `<a href="HREF" title="Delete this order for ever">x</a>`,
  `<a href="HREF">Cancel order</a>`,
  `<a href="HREF">Close ticket</a>`,
  `<a href="HREF">Mark as read</a>`,
  `<a href="HREF">Log out</a>`,
  `<a href="HREF">Poista</a>`,
  `<a href="HREF">Kirjaudu ulos</a>`,
  `<a href="HREF">Ta bort</a>`,
  `<a href="HREF">Logga ut</a>`,
  `<a href="HREF">Slett ordre</a>`,
  `<a href="HREF">Log ud</a>`,
  `<a href="HREF">Bestellung l&ouml;schen</a>`,
  `<a href="HREF">Abmelden</a>`,
  `<a href="HREF">Bestelling verwijderen</a>`,
  `<a href="HREF">Eliminar pedido</a>`,
  `<a href="HREF">Cerrar sesi&oacute;n</a>`,
  `<form action="HREF"><input name="to"><textarea name="text"></textarea><button>Go</button></form>`,
  `<form action="HREF"><input type="hidden" name="id" value="5"><button>OK</button></form>`,
  `<form action="HREF"><select name="status"><option>closed</select></form>`,
  `<form action="HREF"><input name="q"><button name="do" value="delete">Go</button></form>`,
  `<form action="HREF"><input name="q"><input type="hidden" name="_method" value="DELETE"></form>`,
  `<form action="HREF" data-confirm="Sure?"><input name="q"></form>`,
  `<form action="HREF"><input name="s"><input type="hidden" name="_wpnonce" value="5"></form>`,
];

export const PAGE_LINKS = [
  `<a href="HREF">Order 5</a>`,
  `<a href="HREF" class="btn btn-primary" role="button">Next</a>`,
  `<a href="HREF" onclick="track('click', 'order')">Order</a>`,
  `<a href="HREF" onclick="ga('send', 'event', 'nav')">Order</a>`,
  `<a href="HREF" data-toggle="tooltip" title="Shows the order">Order</a>`,
  `<a href="HREF" data-turbo-frame="main">Order</a>`,
  `<a href="HREF" hx-get="HREF" hx-target="#main">Order</a>`,
  `<a href="HREF" ng-click="open(5)">Order</a>`,
  `<a href="HREF" data-action="click->menu#open">Order</a>`,
  `<a href="HREF"><img src="/img/order.png" alt="The order"></a>`,
  `<a href="HREF"><i class="fa fa-pencil"></i> Edit</a>`,
  `<a href="HREF">Deleted orders</a>`,
  `<a href="HREF">Cancelled</a>`,
  `<a href="HREF">Cancel</a>`,
  `<a href="HREF">Send message</a>`,
  `<a href="HREF">Update contact</a>`,
  `<a href="HREF">Poistetut</a>`,
  `<a href="HREF">Bestellungen</a>`,
  `<area href="HREF" alt="North">`,
  `<form action="HREF"><input name="q"><button>Go</button></form>`,
  `<form action="HREF" role="search"><input name="x"><button type="submit">Go</button></form>`,
  `<form action="HREF" class="search-form"><select name="c"><option>1</select></form>`,
  `<form action="HREF"><input type="search" name="x"></form>`,
  `<form action="HREF"><input name="searchterm"></form>`,
  `<form action="HREF"><input name="hakusana"></form>`,
  `<form action="HREF"><input name="s&ouml;kord"></form>`,
  `<form action="HREF"><input name="suchbegriff"></form>`,
  `<form action="HREF"><input name="zoekterm"></form>`,
  `<form action="HREF"><input name="busqueda"></form>`,
  `<iframe src="HREF"></iframe>`,
];

/** What leads to an address that is an action by its name. */
export const ACTION_WAYS = [
  '<iframe src="/frame/deleteAll"></iframe>',
  '<meta http-equiv="refresh" content="9; url=/timeout/logout">',
  '<script src="/api/jsonp?action=deleteOrder&callback=x"></script>',
  '<script src="/session/logout"></script>',
  '<script src="/to-script-action.js"></script>',
  '<a href="/to-action">Next</a>',
  '<map><area href="/area/removeAll"></map>',
  '<button formaction="/button/deleteAll" formmethod="get" form="none">B</button>',
  '<form action="/form/search"><input name="q"><button formaction="/button/purge">Go</button></form>',
  '<form method="post" action="/post/save"><button>Save</button></form>',
  '<form method="dialog" action="/dialog/save"><button>Save</button></form>',
];

/** Redirects of the server. */
export const REDIRECTS: Record<string, string> = {
  '/to-action': '/redirected/deleteAll',
  '/to-script-action.js': '/redirected/clearSession',
  '/to-page': '/redirected/page',
};
