<?php
/** Call ending reasons. Choosing one ends the call and closes the card, so LeadDesk is told only what is saved. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

$isUnsaved = isset($call->order['product']) && !$call->order['saved'];

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $id = (int) field('reason');
    $reason = REASONS[$id] ?? null;
    if (!$reason) {
        $call->notify('bad', 'Choose how the call ended.');
    } elseif (($reason['needsOrder'] ?? false) && !($call->order['saved'] ?? false)) {
        $call->notify('bad', "“{$reason['name']}” needs a saved order. Nothing was sent to LeadDesk.");
    } else {
        try {
            save($call->contact, ['reason' => $reason['name'], 'note' => field('note')]);
            $call->notify('good', "Saved: {$reason['name']}.", $id);
        } catch (RuntimeException $error) {
            error_log((string) $error);
            $call->notify('bad', 'Not saved, so nothing was sent to LeadDesk and the call goes on. Try it again.');
        }
    }
    redirect('reasons.php');
}

openPage('End call', 'reasons', $call);
?>
      <h1>End call</h1>
      <form class="panel" method="post" action="reasons.php">
        <fieldset>
          <legend>How did the call end?</legend>
<?php foreach (REASONS as $id => $reason) : ?>
          <label class="choice">
            <input type="radio" name="reason" value="<?= e($id) ?>" required>
            <span><?= e($reason['name']) ?></span>
<?php if (isset($reason['detail'])) : ?>
            <small><?= e($reason['detail']) ?></small>
<?php endif ?>
          </label>
<?php endforeach ?>
        </fieldset>
        <div class="field wide">
          <label for="note">Note <span class="optional">optional</span></label>
          <textarea id="note" name="note" rows="3" maxlength="2000"></textarea>
        </div>
<?php if ($isUnsaved) : ?>
        <p class="hint">There is an order in this call that is not saved yet.</p>
<?php endif ?>
        <p class="actions">
          <button class="primary" aria-describedby="what-happens">Save and end the call</button>
        </p>
        <p class="hint" id="what-happens">
          First this card saves the result. Only when that has succeeded does it tell LeadDesk the reason; LeadDesk then ends the
          call and closes the card.
        </p>
      </form>
<?php
closePage($call);
