<?php
/** The first step of an order: what. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $copies = filter_var(field('quantity'), FILTER_VALIDATE_INT, ['options' => ['min_range' => 1, 'max_range' => 99]]);
    if ($copies === false || !isset(PRODUCTS[field('product')])) {
        $call->notify('bad', 'Choose a subscription, and from 1 to 99 copies.');
        redirect('order.php');
    }
    // What is changed has to be saved anew.
    $call->order = [...$call->order, 'product' => field('product'), 'quantity' => $copies, 'saved' => false];
    redirect('delivery.php');
}

$chosen = $call->order['product'] ?? array_key_first(PRODUCTS);
openPage('Order: product', 'order', $call);
?>
      <h1>Order</h1>
<?php steps('order.php') ?>
      <form class="panel" method="post" action="order.php">
        <fieldset>
          <legend>Which subscription?</legend>
<?php foreach (PRODUCTS as $id => $product) : ?>
          <label class="choice">
            <input type="radio" name="product" value="<?= e($id) ?>" required<?= $id === $chosen ? ' checked' : '' ?>>
            <span><?= e($product['name']) ?>, <?= e(money($product['price'])) ?></span>
            <small><?= e($product['terms']) ?></small>
          </label>
<?php endforeach ?>
        </fieldset>
        <div class="field short">
          <label for="quantity">Copies of each issue</label>
          <input id="quantity" name="quantity" type="number" min="1" max="99" value="<?= e($call->order['quantity'] ?? 1) ?>" required>
        </div>
        <p class="actions">
          <button class="primary">Continue to delivery</button>
        </p>
      </form>
<?php
closePage($call);
