<?php
/** The contact, and what to do with the call. */

declare(strict_types=1);

require __DIR__ . '/../src/card.php';

openPage('Contact', 'contact', $call);
?>
      <h1>Contact</h1>
      <div class="columns">
        <section class="panel" aria-labelledby="details">
          <h2 id="details">Details</h2>
          <dl>
            <div><dt>Phone</dt><dd><?= e($call->contact['phone'] ?: 'not given') ?></dd></div>
            <div><dt>Customer</dt><dd><?= e($call->contact['customers_id'] ?: 'not given') ?></dd></div>
            <div><dt>Call</dt><dd><?= e($call->contact['call_logs_id'] ?: 'not given') ?></dd></div>
          </dl>
          <h3>Call recording</h3>
          <p class="actions">
            <button type="button" data-ld-send="pause_call_recording">Pause recording</button>
            <button type="button" data-ld-send="continue_call_recording" aria-describedby="continue-hint">Continue recording</button>
          </p>
          <p class="hint" id="continue-hint">Continuing works in the LeadDesk application for Windows only.</p>
          <h3>Window</h3>
          <p class="actions">
            <button type="button" data-ld-send="request_full_window">Full window</button>
            <button type="button" data-ld-send="close" data-ld-params='{"target":"full_window_campaign_url"}'>Back to the dialog</button>
          </p>
        </section>
        <section class="panel" aria-labelledby="say">
          <h2 id="say">What to say</h2>
          <ol class="talk">
            <li>“Good day, this is <em>your name</em> from <em>your company</em>. Do you have two minutes?”</li>
            <li>“You have read our magazine before. May I tell you what is new this season?”</li>
            <li>“Shall I put you down for the year, with the first two issues on us?”</li>
          </ol>
          <p class="actions">
            <a class="button primary" href="order.php">Take an order</a>
            <a class="button" href="reasons.php">End without an order</a>
          </p>
        </section>
      </div>
<?php
closePage($call);
