"""A digital-maturity self-assessment for local councils: rubrics, scoring, store, pages and command."""
