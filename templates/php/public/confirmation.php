<?php
/** The last step of an order: it is read aloud, recorded, and saved. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

$order = $call->order;
$product = PRODUCTS[$order['product'] ?? ''] ?? null;
$isComplete = $product && ($order['name'] ?? '') !== '';
$total = $isComplete ? money($product['price'] * $order['quantity']) : '';

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    if ($isComplete) {
        $call->order['receipt'] = $order['receipt'] = field('receipt');
        try {
            save($call->contact, ['order' => [...$order, 'text' => "{$order['quantity']} × {$product['name']}, $total"]]);
            $call->order['saved'] = true;
            $call->notify('good', 'The order is saved' . ($order['receipt'] === '' ? ', without a voice receipt.' : '.'));
        } catch (RuntimeException $error) {
            error_log((string) $error);
            $call->notify('bad', 'Not saved: the server could not store the order. Try it again.');
        }
    }
    redirect('confirmation.php');
}

openPage('Order: confirmation', 'order', $call);
?>
      <h1>Order</h1>
<?php
steps('confirmation.php');
if (!$isComplete) :
    ?>
      <section class="panel">
        <p>Nothing has been ordered in this call yet.</p>
        <p class="actions"><a class="button primary" href="order.php">Take an order</a></p>
      </section>
    <?php
else :
    $receipt = $order['receipt'] ?? '';
    $saved = $order['saved'];
    $lines = [
        'Product' => "{$product['name']} ({$product['terms']})",
        'Copies' => $order['quantity'],
        'Total' => $total,
        'Name' => $order['name'],
        'Address' => "{$order['street']}, {$order['postcode']} {$order['city']}",
        'E-mail' => $order['email'] ?: 'none',
    ];
    ?>
      <div class="columns">
        <section class="panel" aria-labelledby="summary">
          <h2 id="summary">Read aloud</h2>
          <dl>
<?php foreach ($lines as $term => $text) : ?>
            <div><dt><?= e($term) ?></dt><dd><?= e($text) ?></dd></div>
<?php endforeach ?>
          </dl>
        </section>
        <div>
          <section class="panel" aria-labelledby="receipt">
            <h2 id="receipt">Voice receipt</h2>
            <p>Start the recording, read the order aloud, and let the customer say yes.</p>
            <p class="receipt" role="status" data-receipt="<?= $receipt === '' ? '' : 'stopped' ?>"><?= e($receipt === '' ? 'Not recorded yet' : "Recorded: $receipt") ?></p>
            <p class="actions">
              <button type="button" data-ld-send="start_voice_receipt_recording">Start recording</button>
              <button type="button" data-ld-send="stop_voice_receipt_recording">Stop recording</button>
            </p>
          </section>
          <form class="panel" method="post" action="confirmation.php" aria-labelledby="save">
            <h2 id="save">Save</h2>
            <p data-saved><?= $saved ? 'Saved. You can end the call.' : 'Not saved yet. Save the order before you end the call.' ?></p>
            <input type="hidden" name="receipt" value="<?= e($receipt) ?>">
            <p class="actions">
              <button class="<?= $saved ? '' : 'primary' ?>">Save the order</button>
              <a class="button<?= $saved ? ' primary' : '' ?>" href="reasons.php">End the call</a>
            </p>
          </form>
        </div>
      </div>
    <?php
endif;
closePage($call);
