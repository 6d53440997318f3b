<?php
/** What the team sells and how its calls end. Edit this file first; names and descriptions are in `texts/`. */

declare(strict_types=1);

/** Prices in euros. */
const PRODUCTS = ['year' => 54, 'half' => 29, 'digital' => 39];

/** By the ids of the campaign's call ending reasons, as LeadDesk's admin lists them. */
const REASONS = [
    1 => ['name' => 'reason.sale', 'detail' => 'reason.sale.detail', 'needsOrder' => true],
    2 => ['name' => 'reason.again', 'detail' => 'reason.again.detail'],
    3 => ['name' => 'reason.refused'],
    4 => ['name' => 'reason.wrong'],
];
