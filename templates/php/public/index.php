<?php
/** What to say, and what is known of the customer. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

$last = records($contact)[0] ?? null;
openPage('nav.contact', 'contact', customer($contact));
?>
      <h1><?= t('script') ?></h1>
      <section class="panel" aria-label="<?= t('script') ?>">
        <ol class="talk">
          <li><?= t('script.1') ?></li>
          <li><?= t('script.2') ?></li>
          <li><?= t('script.3') ?></li>
        </ol>
        <p class="actions">
          <a class="button primary" href="order.php"><?= t('script.yes') ?></a>
          <a class="button" href="reasons.php"><?= t('script.no') ?></a>
        </p>
      </section>
      <section class="facts" aria-label="<?= t('details') ?>">
        <dl>
          <div><dt><?= t('details.phone') ?></dt><dd data-contact="phone"></dd></div>
          <div><dt><?= t('details.customer') ?></dt><dd data-contact="customers_id"></dd></div>
          <div><dt><?= t('details.last') ?></dt><dd><?= $last ? e(date('Y-m-d', strtotime($last['time']))) . ': ' . t($last['reason'] ?? 'history.open') : t('none') ?></dd></div>
        </dl>
      </section>
      <details class="more">
        <summary><?= t('more') ?></summary>
        <div role="group" aria-label="<?= t('more.recording') ?>">
          <button type="button" data-ld-send="pause_call_recording" data-ld-once><?= t('more.pause') ?></button>
          <button type="button" data-ld-send="continue_call_recording" data-ld-once aria-describedby="continue-hint"><?= t('more.continue') ?></button>
          <p class="hint" id="continue-hint"><?= t('more.continue.hint') ?></p>
        </div>
        <div role="group" aria-label="<?= t('more.window') ?>">
          <button type="button" data-ld-send="request_full_window"><?= t('more.full') ?></button>
          <button type="button" data-ld-send="close" data-ld-params='{"target":"full_window_campaign_url"}'><?= t('more.dialog') ?></button>
        </div>
        <div>
          <button type="button" class="danger" data-ld-send="delete_call_log" data-ld-params="<?= e(json_encode(['call_log_id' => $contact['call_logs_id'] ?? null])) ?>" data-ld-once data-ld-confirm="<?= t('more.delete.ask') ?>" aria-describedby="delete-hint"><?= t('more.delete') ?></button>
          <p class="hint" id="delete-hint"><?= t('more.delete.hint') ?></p>
        </div>
      </details>
<?php
closePage();
