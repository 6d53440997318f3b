<?php
/** What every page begins with: its parts, its headers. Sets `$contact`, whom the card is about. */

declare(strict_types=1);

/** What LeadDesk fills into the card's address. */
const CONTACT = ['phone', 'call_logs_id', 'customers_id', 'name'];

/** Parameters of the card's address that go along from page to page. */
const KEEP = [...CONTACT, 'lang'];

require __DIR__ . '/catalogue.php';
require __DIR__ . '/layout.php';
require __DIR__ . '/leaddesk.php';
require __DIR__ . '/records.php';
require __DIR__ . '/texts.php';

set_exception_handler(function (Throwable $error): void {
    error_log((string) $error);
    while (ob_get_level() > 0) {
        ob_end_clean();
    }
    http_response_code(500);
    openPage('failed');
    echo '<h1>' . t('failed') . '</h1><p class="panel">' . t('failed.text') . '</p>';
    closePage();
});

$contact = LeadDesk\contactOf(keep: CONTACT);
sendHeaders();

/** Says who may frame the card, and which scripts run in it. */
function sendHeaders(): void
{
    $headers = [
        'Content-Security-Policy' => "default-src 'self'; script-src 'self' 'nonce-" . nonce() . "'; img-src 'self' data:; base-uri 'none'",
        'Referrer-Policy' => 'same-origin',
        'X-Content-Type-Options' => 'nosniff',
        'Cache-Control' => 'no-store',
    ];
    // PHP's own server is for development, in the simulator.
    foreach (LeadDesk\frameHeaders($headers, simulator: PHP_SAPI === 'cli-server') as $name => $value) {
        header("$name: $value");
    }
    header_remove('X-Powered-By');
}

/** This request's nonce: only scripts that have it run in the page. */
function nonce(): string
{
    static $nonce;
    return $nonce ??= base64_encode(random_bytes(16));
}

/** Goes on to a page of the card. POST, redirect, GET: reloading that page sends nothing twice. */
function redirect(string $page): never
{
    header('Location: ' . LeadDesk\carry($page, keep: KEEP), true, 303);
    exit;
}

/** A field of the submitted form, without the blanks around it. */
function field(string $name): string
{
    return substr(trim(is_string($_POST[$name] ?? null) ? $_POST[$name] : ''), 0, 2000);
}
