<?php
/** What has been saved for this contact. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

$records = records($call->contact);
openPage('History', 'history', $call);
?>
      <h1>History</h1>
<?php if (!$records) : ?>
      <p class="empty">Nothing has been saved for this contact yet.</p>
<?php else : ?>
      <ol class="records" aria-label="Earlier calls, the latest first">
<?php foreach ($records as $record) : ?>
        <li>
          <h2><?= e($record['reason'] ?? 'No reason chosen') ?></h2>
          <time datetime="<?= e($record['time']) ?>"><?= e(date('M j, Y, g:i A', strtotime($record['time']))) ?></time>
<?php if (isset($record['order'])) : ?>
          <p><?= e($record['order']['text']) ?></p>
<?php endif ?>
<?php if (($record['order']['receipt'] ?? '') !== '') : ?>
          <p>Voice receipt: <?= e($record['order']['receipt']) ?></p>
<?php endif ?>
<?php if (($record['note'] ?? '') !== '') : ?>
          <p><?= e($record['note']) ?></p>
<?php endif ?>
        </li>
<?php endforeach ?>
      </ol>
<?php endif ?>
<?php
closePage($call);
