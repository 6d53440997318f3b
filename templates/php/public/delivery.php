<?php
/** The second step of an order: to whom. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

const FIELDS = [
    'name' => ['label' => 'Name', 'wide' => true, 'required' => true],
    'street' => ['label' => 'Street and number', 'wide' => true, 'required' => true],
    'postcode' => ['label' => 'Postal code', 'wide' => false, 'required' => true],
    'city' => ['label' => 'City', 'wide' => false, 'required' => true],
    'email' => ['label' => 'E-mail', 'wide' => true, 'required' => false],
];

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $missing = [];
    foreach (FIELDS as $name => ['label' => $label, 'required' => $required]) {
        $call->order[$name] = field($name);
        if ($required && field($name) === '') {
            $missing[] = $label;
        }
    }
    $call->order['saved'] = false;
    if (!$missing) {
        redirect('confirmation.php');
    }
    $call->notify('bad', 'Missing: ' . implode(', ', $missing) . '.');
    redirect('delivery.php');
}

openPage('Order: delivery', 'order', $call);
?>
      <h1>Order</h1>
<?php steps('delivery.php') ?>
      <form class="panel" method="post" action="delivery.php" autocomplete="off">
        <div class="fields">
<?php foreach (FIELDS as $name => ['label' => $label, 'wide' => $wide, 'required' => $required]) : ?>
          <div class="field<?= $wide ? ' wide' : '' ?>">
            <label for="<?= e($name) ?>"><?= e($label) ?><?= $required ? '' : ' <span class="optional">optional</span>' ?></label>
            <input id="<?= e($name) ?>" name="<?= e($name) ?>" type="<?= $name === 'email' ? 'email' : 'text' ?>" value="<?= e($call->order[$name] ?? '') ?>" maxlength="200"<?= $required ? ' required' : '' ?>>
          </div>
<?php endforeach ?>
        </div>
        <p class="actions">
          <button class="primary">Continue to confirmation</button>
          <a class="button" href="order.php">Back</a>
        </p>
      </form>
<?php
closePage($call);
