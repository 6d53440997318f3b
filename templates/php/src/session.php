<?php
/** What the server keeps of each agent: the order being taken in each call, and a notice for the next page. */

declare(strict_types=1);

const COOKIE = 'card_session';
const CALLS = 20;
/** For how long a notice waits for the page that shows it, in seconds: a command sent late could end the wrong call. */
const NOTICE = 30;

/** One call: whom it is with, and what has been done in it. */
final class Call
{
    /** @var array<string, mixed> Fields of the order's forms, its receipt, and whether it is saved. */
    public array $order = [];

    /** @var array{kind: string, text: string, reason: int|null, at: int}|null For the next page that is shown. */
    private ?array $notice = null;

    public function __construct(public readonly string $key, public readonly array $contact)
    {
    }

    /** @param int|null $reason a call ending reason that the page then tells LeadDesk. Only after the save. */
    public function notify(string $kind, string $text, ?int $reason = null): void
    {
        $this->notice = ['kind' => $kind, 'text' => $text, 'reason' => $reason, 'at' => time()];
    }

    /** The notice that was left. It is given once: a page that is loaded again must not send its command again. */
    public function takeNotice(): ?array
    {
        [$notice, $this->notice] = [$this->notice, null];
        return $notice && time() - $notice['at'] < NOTICE ? $notice : null;
    }
}

/** Opens the session, and in it the call with the contact of the address. */
function openCall(): Call
{
    session_start([
        'name' => COOKIE,
        'use_strict_mode' => true,
        'cache_limiter' => '',
        'gc_maxlifetime' => 12 * 3600,
        'cookie_httponly' => true,
        'cookie_secure' => true,
        'cookie_samesite' => 'None',
    ]);
    // In LeadDesk the card is a page of another site: without this, too, its browser would not send the cookie.
    foreach (headers_list() as $header) {
        if (str_starts_with($header, 'Set-Cookie: ' . COOKIE)) {
            header("$header; Partitioned");
        }
    }

    $contact = readContact($_GET);
    $key = trim(implode(' ', $contact));
    $calls = $_SESSION['calls'] ?? [];
    // A call of which LeadDesk told nothing looks like the one before it. It begins anew where a card begins.
    $begins = $key === '' && $_SERVER['REQUEST_METHOD'] === 'GET' && basename($_SERVER['SCRIPT_NAME']) === 'index.php';
    $call = $begins ? null : $calls[$key] ?? null;
    $call ??= new Call($key, $contact);
    // The longest unused makes room for a new one.
    unset($calls[$key]);
    $calls[$key] = $call;
    $_SESSION['calls'] = array_slice($calls, -CALLS, null, true);
    return $call;
}
