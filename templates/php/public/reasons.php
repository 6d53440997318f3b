<?php
/** Call ending reasons. Choosing one ends the call and closes the card, so LeadDesk is told only what is saved. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

/**
 * For how long after the save LeadDesk may be told, in seconds: a command that is sent late could end the wrong call.
 */
const TELL_SECONDS = 30;

$fault = '';
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $reason = REASONS[(int) field('reason')] ?? null;
    if (!$reason) {
        $fault = text('reasons.choose');
    } elseif (($reason['needsOrder'] ?? false) && !savedOrder($contact)) {
        $fault = text('reasons.needs', ['reason' => text($reason['name'])]);
    } else {
        try {
            redirect('reasons.php?saved=' . save($contact, ['reason' => $reason['name'], 'note' => field('note')]));
        } catch (RuntimeException $error) {
            error_log((string) $error);
            $fault = text('reasons.not.saved');
        }
    }
    http_response_code(422);
}

$told = null;
// By its id, whatever has been saved of the same call since.
foreach (allRecords($contact) as $record) {
    if ($record['id'] === ($_GET['saved'] ?? '') && time() - strtotime($record['time']) < TELL_SECONDS) {
        $told = array_search($record['reason'] ?? '', array_column(REASONS, 'name'), true);
        $told = $told === false ? null : array_keys(REASONS)[$told];
    }
}

openPage('nav.reasons', 'reasons', customer($contact));
?>
      <h1><?= t('reasons') ?></h1>
      <form class="panel" method="post" action="reasons.php" data-ld-draft="reasons">
        <fieldset>
          <legend><?= t('reasons.how') ?></legend>
<?php
foreach (REASONS as $id => $reason) {
    choice('reason', $id, text($reason['name']), text($reason['detail'] ?? ''));
}
?>
        </fieldset>
        <div class="field">
          <label for="note"><?= t('reasons.note') ?> <span class="optional"><?= t('optional') ?></span></label>
          <textarea id="note" name="note" rows="2" maxlength="2000"><?= e(field('note')) ?></textarea>
        </div>
        <p class="actions">
          <button class="primary" aria-describedby="what-happens"><?= t('reasons.save') ?></button>
        </p>
        <p class="hint" id="what-happens"><?= t('reasons.hint') ?></p>
      </form>
<?php
closePage($fault, $told);
