"""Files in and out: rubrics, figures, answers and pools become values, or one list of all that is wrong with them.

Each problem is told in its author's words, with file, line and id; what is written reads back as the same.
"""

from assessment.files.advice import advice_on, advice_on_answers
from assessment.files.companions import load_companions, parse_companions
from assessment.files.comparison_table import comparison_csv, comparison_xlsx, table_of_comparison
from assessment.files.country_names import countries, country_name
from assessment.files.crosswalks import load_crosswalks, parse_crosswalk
from assessment.files.demo import NOTICE, demo_pool, demo_sheet
from assessment.files.figure_files import parse_figures
from assessment.files.folders import load_figures, load_rubrics, newest_of, not_read, shared_id, shipped_rubrics
from assessment.files.kinds import FOUND, kind_of, refuse_other
from assessment.files.loading import (
    dump_answers,
    load_answers,
    load_council_counts,
    load_located_rubric,
    load_model,
    load_report_facts,
    open_answers,
    parse_answers,
    refuse_what_is_to_come,
)
from assessment.files.plan_days import ICS, plan_ics
from assessment.files.plan_table import plan_csv, plan_xlsx, table_of_plan
from assessment.files.pool_csv import dump_pool
from assessment.files.pool_rows import stamps_of
from assessment.files.pools import edition_of, load_pool, notice_of, pool_xlsx, read_pool, save_pool, source_of
from assessment.files.reading import RUBRIC_LIMIT, read_file
from assessment.files.result_table import result_csv, result_xlsx, table_of_result
from assessment.files.tables import MADE, XLSX, Cell, Table, table_csv, table_xlsx, width_of, within_a_cell
from assessment.files.writing import save_answers, write_whole

__all__ = [
    "FOUND",
    "ICS",
    "MADE",
    "NOTICE",
    "RUBRIC_LIMIT",
    "XLSX",
    "Cell",
    "Table",
    "advice_on",
    "advice_on_answers",
    "comparison_csv",
    "comparison_xlsx",
    "countries",
    "country_name",
    "demo_pool",
    "demo_sheet",
    "dump_answers",
    "dump_pool",
    "edition_of",
    "kind_of",
    "load_answers",
    "load_companions",
    "load_council_counts",
    "load_crosswalks",
    "load_figures",
    "load_located_rubric",
    "load_model",
    "load_pool",
    "load_report_facts",
    "load_rubrics",
    "newest_of",
    "not_read",
    "notice_of",
    "open_answers",
    "parse_answers",
    "parse_companions",
    "parse_crosswalk",
    "parse_figures",
    "plan_csv",
    "plan_ics",
    "plan_xlsx",
    "pool_xlsx",
    "read_file",
    "read_pool",
    "refuse_other",
    "refuse_what_is_to_come",
    "result_csv",
    "result_xlsx",
    "save_answers",
    "save_pool",
    "shared_id",
    "shipped_rubrics",
    "source_of",
    "stamps_of",
    "table_csv",
    "table_of_comparison",
    "table_of_plan",
    "table_of_result",
    "table_xlsx",
    "width_of",
    "within_a_cell",
    "write_whole",
]
