<?php
/** What has been saved for this contact. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

$records = records($contact);
openPage('nav.history', 'history', customer($contact));
?>
      <h1><?= t('history') ?></h1>
<?php if (!$records) : ?>
      <p class="empty"><?= t('history.none') ?></p>
<?php else : ?>
      <ol class="records" aria-label="<?= t('history.list') ?>">
<?php foreach ($records as $record) : ?>
        <li>
          <h2><?= t($record['reason'] ?? 'history.open') ?></h2>
          <time datetime="<?= e($record['time']) ?>"><?= e(date('Y-m-d H:i', strtotime($record['time']))) ?></time>
<?php if (isset($record['order'])) : ?>
          <p><?= e($record['order']['text']) ?></p>
<?php endif ?>
<?php if (($record['order']['receipt'] ?? '') !== '') : ?>
          <p><?= t('history.receipt', ['file' => $record['order']['receipt']]) ?></p>
<?php endif ?>
<?php if (($record['note'] ?? '') !== '') : ?>
          <p><?= e($record['note']) ?></p>
<?php endif ?>
        </li>
<?php endforeach ?>
      </ol>
<?php endif ?>
<?php
closePage();
