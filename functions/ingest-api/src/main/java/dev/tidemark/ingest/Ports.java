package dev.tidemark.ingest;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.CatalogueStore;
import dev.tidemark.store.InteractionStore;
import java.time.Clock;

/** What the function works with. */
record Ports(
    InteractionStore interactions, CatalogueStore catalogue, Pseudonymiser users, Clock clock) {}
