<?php
/** What all pages have: the head with the runtime, whom the card is about, how the call stands, where to go. */

declare(strict_types=1);

/** The pages that each page links to, by the section that they begin. */
const NAVIGATION = [
    'contact' => ['./', 'Contact'],
    'order' => ['order.php', 'Order'],
    'reasons' => ['reasons.php', 'End call'],
    'history' => ['history.php', 'History'],
];

const STEPS = ['order.php' => 'Product', 'delivery.php' => 'Delivery', 'confirmation.php' => 'Confirmation'];

/** Text as HTML shows it. Everything goes through here that the card did not write itself. */
function e(string|int|null $text): string
{
    return htmlspecialchars((string) $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

/** Begins a page. @param string $section of the navigation, to which it belongs. */
function openPage(string $title, string $section = '', ?Call $call = null): void
{
    ob_start();
    $params = $call ? callParams($call->contact) : null;
    ?>
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title><?= e($title) ?></title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="card.css">
    <script nonce="<?= e(nonce()) ?>" data-ld-keep="<?= e(implode(' ', CONTACT)) ?>"><?= runtime() ?></script>
    <script type="module" src="card.js"></script>
  </head>
  <body data-call-key="<?= e($call?->key) ?>" data-call-log="<?= e($call?->contact['call_logs_id']) ?>">
    <header>
      <div class="bar">
        <p class="who"><?= e($call?->contact['phone'] ?: 'not given') ?></p>
        <p class="state" role="status" data-call-state>No call yet</p>
        <p class="actions">
          <button type="button" class="primary" data-ld-send="call" data-ld-params="<?= e(json_encode($params, JSON_INVALID_UTF8_SUBSTITUTE)) ?>"<?= $params ? '' : ' disabled' ?>>Call</button>
          <button type="button" class="danger" data-ld-send="hangup">Hang up</button>
        </p>
      </div>
      <nav aria-label="Pages of the card">
<?php foreach (NAVIGATION as $name => [$path, $label]) : ?>
        <a href="<?= e($path) ?>"<?= $name === $section ? ' aria-current="page"' : '' ?>><?= e($label) ?></a>
<?php endforeach ?>
      </nav>
    </header>
    <main>
<?php
}

/** Ends a page, with the notice that the request before it left. */
function closePage(?Call $call = null): void
{
    $notice = $call?->takeNotice();
    $reason = $notice['reason'] ?? null;
    ?>
      <p class="notice" role="status" data-notice="<?= e($notice['kind'] ?? '') ?>"<?= $reason === null ? '' : ' data-select-reason="' . e($reason) . '"' ?>><?= e($notice['text'] ?? '') ?></p>
    </main>
  </body>
</html>
<?php
    ob_end_flush();
}

/** Where in an order the agent is. @param string $current the page of the step. */
function steps(string $current): void
{
    $done = true;
    ?>
      <ol class="steps" aria-label="Steps of the order">
<?php foreach (STEPS as $path => $label) : ?>
<?php $done = $done && $path !== $current ?>
<?php if ($done) : ?>
        <li class="done"><a href="<?= e($path) ?>"><?= e($label) ?></a></li>
<?php else : ?>
        <li<?= $path === $current ? ' aria-current="step"' : '' ?>><?= e($label) ?></li>
<?php endif ?>
<?php endforeach ?>
      </ol>
<?php
}

/** Answers a request that did not work, whatever of its page there is already. */
function fail(int $status, string $text): never
{
    while (ob_get_level() > 0) {
        ob_end_clean();
    }
    http_response_code($status);
    openPage('This did not work');
    echo '<h1>This did not work</h1><p class="panel">' . e($text) . '</p>';
    closePage();
    exit;
}
