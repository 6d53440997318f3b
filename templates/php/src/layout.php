<?php
/** What all pages have: the head with the runtime, whom the card is about, how the call stands, where to go. */

declare(strict_types=1);

/** The pages that each page links to, by the section that they begin. A title is a text of `texts/`, or itself. */
const NAVIGATION = [
    'contact' => ['./', 'nav.contact'],
    'order' => ['order.php', 'nav.order'],
    'reasons' => ['reasons.php', 'nav.reasons'],
    'history' => ['history.php', 'nav.history'],
];

/** Begins a page. @param string $section of the navigation, to which it belongs. */
function openPage(string $title, string $section = '', string $customer = ''): void
{
    ob_start();
    ?>
<!doctype html>
<html lang="<?= e(language()) ?>">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title><?= t($title) ?></title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="card.css">
    <?= LeadDesk\runtimeElement(nonce(), KEEP, ['contact' => CONTACT, 'cancel' => text('cancel')]) . "\n" ?>
    <script nonce="<?= e(nonce()) ?>">window.cardTexts = <?= json_encode(texts(), JSON_HEX_TAG | JSON_UNESCAPED_UNICODE) ?></script>
    <script src="card.js" defer></script>
  </head>
  <body>
    <header>
      <p class="logo"><img src="logo.svg" alt=""><span><?= t('company') ?></span></p>
      <div class="bar">
        <p class="who"><strong data-contact="name"><?= e($customer) ?></strong><span data-contact="phone"></span></p>
        <p class="call"><span class="state" role="status" data-call-state="unknown"><?= t('call.unknown') ?></span><span class="time" data-call-time></span></p>
        <p class="actions">
          <button type="button" class="primary" data-ld-send="call" data-ld-once hidden><?= t('call.start') ?></button>
          <button type="button" class="danger" data-ld-send="hangup" data-ld-once hidden><?= t('call.hangup') ?></button>
        </p>
      </div>
      <nav aria-label="<?= t('nav') ?>">
<?php foreach (NAVIGATION as $name => [$path, $label]) : ?>
        <a href="<?= e($path) ?>"<?= $name === $section ? ' aria-current="page"' : '' ?>><?= t($label) ?></a>
<?php endforeach ?>
      </nav>
    </header>
    <main>
<?php
}

/**
 * Ends a page.
 *
 * @param string $fault what did not work.
 * @param int|null $reason a call ending reason that the page tells LeadDesk. Only after the save.
 */
function closePage(string $fault = '', ?int $reason = null): void
{
    $attributes = $fault === '' ? '' : ' data-notice="bad"';
    if ($reason !== null) {
        $attributes = ' data-select-reason="' . $reason . '" data-reason="' . t(REASONS[$reason]['name']) . '"';
    }
    ?>
    </main>
    <p class="notice" role="status" data-notice<?= $attributes ?>><?= e($fault) ?></p>
  </body>
</html>
<?php
    ob_end_flush();
}

/** The customer's name: LeadDesk's, or that of an earlier order. */
function customer(array $contact): string
{
    $ordered = array_filter(records($contact), fn ($record) => isset($record['order']));
    return $contact['name'] ?? reset($ordered)['order']['name'] ?? '';
}

/** One answer of a group. */
function choice(string $name, string|int $value, string $title, string $detail = '', bool $isChosen = false, string $more = ''): void
{
    ?>
          <label class="choice">
            <input type="radio" name="<?= e($name) ?>" value="<?= e($value) ?>" required<?= $isChosen ? ' checked' : '' ?> <?= $more ?>>
            <span><?= e($title) ?></span>
<?php if ($detail !== '') : ?>
            <small><?= e($detail) ?></small>
<?php endif ?>
          </label>
<?php
}
