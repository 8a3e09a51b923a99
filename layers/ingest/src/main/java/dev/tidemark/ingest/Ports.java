package dev.tidemark.ingest;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.InteractionStore;
import java.time.Clock;

/** What a function that takes entries in works with. */
public record Ports(
    InteractionStore interactions, CatalogueStore catalogue, Pseudonymiser users, Clock clock) {}
