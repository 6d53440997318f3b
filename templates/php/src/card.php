<?php
/** What every page begins with: its parts, its headers, its call. Sets `$call`. */

declare(strict_types=1);

require __DIR__ . '/catalogue.php';
require __DIR__ . '/leaddesk.php';
require __DIR__ . '/layout.php';
require __DIR__ . '/records.php';
require __DIR__ . '/session.php';

set_exception_handler(function (Throwable $error): void {
    error_log((string) $error);
    fail(500, 'Nothing was sent to LeadDesk. Try it again.');
});

protect();
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    // The session's cookie comes along in a foreign frame, so it must not be a foreign page that submits our forms.
    if (($_SERVER['HTTP_SEC_FETCH_SITE'] ?? 'same-origin') !== 'same-origin') {
        fail(403, 'This form belongs to another site.');
    }
    if (!isset($_COOKIE[COOKIE])) {
        fail(400, 'Your browser did not send this card’s cookie, so nothing can be saved. Allow cookies for the card.');
    }
}
$call = openCall();

/** A field of the submitted form, without the blanks around it. */
function field(string $name): string
{
    return trim(is_string($_POST[$name] ?? null) ? $_POST[$name] : '');
}
