<?php
/** The order, in three steps on one page. `card.js` shows them one after the other. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

const FIELDS = [
    'name' => ['wide' => true, 'required' => true],
    'street' => ['wide' => true, 'required' => true],
    'postcode' => ['wide' => false, 'required' => true],
    'city' => ['wide' => false, 'required' => true],
    'email' => ['wide' => true, 'required' => false],
];

$fault = '';
$order = savedOrder($contact);
$isSaved = $order !== null;
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $order = [];
    foreach (['product', 'quantity', ...array_keys(FIELDS), 'payment', 'account', 'receipt'] as $name) {
        $order[$name] = field($name);
    }
    $fault = faultOf($order) ?: saveOrder($contact, $order);
    if ($fault === '') {
        redirect('order.php');
    }
    // Nothing that was typed is lost: the page shows the form as it was sent.
    http_response_code(422);
    $isSaved = false;
}

/** What is missing in an order, for the agent; empty when nothing is. */
function faultOf(array $order): string
{
    $isMissing = fn ($name) => FIELDS[$name]['required'] && $order[$name] === '';
    $missing = array_filter(array_keys(FIELDS), $isMissing);
    $copies = filter_var($order['quantity'], FILTER_VALIDATE_INT, ['options' => ['min_range' => 1, 'max_range' => 99]]);
    if (!isset(PRODUCTS[$order['product']])) {
        $missing[] = 'product';
    }
    if ($copies === false) {
        $missing[] = 'quantity';
    }
    if ($order['payment'] === 'debit' && $order['account'] === '') {
        $missing[] = 'account';
    }
    $names = array_map(fn ($name) => text("order.$name"), $missing);
    return $missing ? text('order.missing', ['fields' => implode(', ', $names)]) : '';
}

/** @return string why it is not saved; empty when it is. */
function saveOrder(array $contact, array $order): string
{
    $total = money(PRODUCTS[$order['product']] * (int) $order['quantity']);
    $line = "{$order['quantity']} × " . text("product.{$order['product']}") . ", $total";
    try {
        save($contact, ['order' => [...$order, 'text' => $line]]);
        return '';
    } catch (RuntimeException $error) {
        error_log((string) $error);
        return text('order.not.saved', ['why' => text('order.not.stored')]);
    }
}

openPage('nav.order', 'order', customer($contact));
?>
      <h1><?= t('order') ?></h1>
      <ol class="steps" aria-label="<?= t('order.steps') ?>">
        <li><button type="button" data-go="0"><?= t('step.product') ?></button></li>
        <li><button type="button" data-go="1"><?= t('step.delivery') ?></button></li>
        <li><button type="button" data-go="2"><?= t('step.confirmation') ?></button></li>
      </ol>
      <form method="post" action="order.php" data-steps="<?= $isSaved ? 'saved' : '' ?>" data-ld-draft="order" autocomplete="off">
        <div class="panel" data-step<?= $isSaved ? ' hidden' : '' ?>>
          <fieldset>
            <legend><?= t('order.product') ?></legend>
<?php
foreach (PRODUCTS as $id => $price) {
    $isChosen = ($order['product'] ?? array_key_first(PRODUCTS)) === $id;
    $title = text("product.$id") . ', ' . money($price);
    choice('product', $id, $title, text("product.$id.terms"), $isChosen, "data-price=\"$price\"");
}
?>
          </fieldset>
          <div class="field short">
            <label for="quantity"><?= t('order.quantity') ?></label>
            <input id="quantity" name="quantity" type="number" min="1" max="99" value="<?= e($order['quantity'] ?? 1) ?>" required>
          </div>
          <p class="actions"><button type="button" class="primary" data-go="1"><?= t('order.next.delivery') ?></button></p>
        </div>
        <div class="panel" data-step hidden>
          <div class="fields">
<?php foreach (FIELDS as $name => ['wide' => $wide, 'required' => $required]) : ?>
            <div class="field<?= $wide ? ' wide' : '' ?>">
              <label for="<?= $name ?>"><?= t("order.$name") ?><?= $required ? '' : ' <span class="optional">' . t('optional') . '</span>' ?></label>
              <input id="<?= $name ?>" name="<?= $name ?>" type="<?= $name === 'email' ? 'email' : 'text' ?>" value="<?= e($order[$name] ?? '') ?>" maxlength="200"<?= $required ? ' required' : '' ?>>
            </div>
<?php endforeach ?>
          </div>
          <fieldset>
            <legend><?= t('order.payment') ?></legend>
<?php
foreach (['invoice', 'debit'] as $way) {
    choice('payment', $way, text("order.$way"), '', ($order['payment'] ?? 'invoice') === $way);
}
?>
            <fieldset class="field" data-account data-ld-pause="resume">
              <label for="account"><?= t('order.account') ?></label>
              <input id="account" name="account" value="<?= e($order['account'] ?? '') ?>" maxlength="42" required aria-describedby="account-hint">
              <p class="hint" id="account-hint"><?= t('order.account.hint') ?></p>
            </fieldset>
          </fieldset>
          <p class="actions">
            <button type="button" class="primary" data-go="2"><?= t('order.next.confirmation') ?></button>
            <button type="button" data-go="0"><?= t('order.back') ?></button>
          </p>
        </div>
        <div data-step<?= $isSaved ? '' : ' hidden' ?>>
          <section class="panel" aria-labelledby="summary">
            <h2 id="summary"><?= t('order.read') ?></h2>
            <dl data-summary></dl>
          </section>
          <section class="panel receipt" aria-labelledby="receipt" data-receipt="none">
            <h2 id="receipt"><?= t('receipt') ?></h2>
            <p><span role="status"></span><span class="time" data-receipt-time></span></p>
            <p class="hint"><?= t('receipt.hint') ?></p>
            <p class="actions">
              <button type="button" data-ld-send="start_voice_receipt_recording" data-ld-once><?= t('receipt.start') ?></button>
              <button type="button" class="stop" data-ld-send="stop_voice_receipt_recording" data-ld-once hidden><?= t('receipt.stop') ?></button>
            </p>
            <input type="hidden" name="receipt" value="<?= e($order['receipt'] ?? '') ?>">
          </section>
          <p class="saved" data-saved><?= t($isSaved ? 'order.saved' : 'order.unsaved') ?></p>
          <p class="actions">
            <button class="<?= $isSaved ? '' : 'primary' ?>"><?= t('order.save') ?></button>
            <a class="button<?= $isSaved ? ' primary' : '' ?>" href="reasons.php"><?= t('order.end') ?></a>
          </p>
        </div>
      </form>
<?php
closePage($fault);
