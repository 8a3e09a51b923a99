package dev.tidemark.local.run;

import dev.tidemark.local.template.Template;

/** What stands for AWS's services while the product runs. */
record Services(
    Template template,
    Workspace workspace,
    LocalTables tables,
    LocalFunctions functions,
    StatesApi states) {}
