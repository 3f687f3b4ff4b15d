"""Compare, in a browser: published figures on a fresh install, a pool, giving one's answers and taking them back."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import create_engine, select

from assessment.files import NOTICE, demo_pool, load_rubrics, newest_of, read_pool, shipped_rubrics, stamps_of
from assessment.instrument import Council, CouncilType, Rubric
from assessment.peers import record_at, record_of
from assessment.scoring import score
from assessment.store.peers import forget, key_of
from assessment.store.schema import metadata
from tests.e2e.steps import (
    STATES,
    a_sheet,
    among_peers,
    answer_and_wait,
    complete,
    drawn,
    go,
    kept,
    offer_pool,
    open_all,
    pick,
    pool_file,
    questions,
    settled,
    store_of,
    visit,
    whole,
)
from tests.serving import Server

RUBRICS = load_rubrics(shipped_rubrics())
COUNCIL = Council(name="Example Borough", country="GB", type=CouncilType.DISTRICT, population=118_000)


def an_assessment(server: Server, rubrics: Iterable[Rubric] | None = None) -> str:
    """Answered whole, under the newest versions or these."""
    versions = {rubric.id: rubric.version for rubric in rubrics or newest_of(RUBRICS)}
    return kept(server, a_sheet(complete).model_copy(update={"council": COUNCIL, "rubrics": versions}))


def body_text(page: Page) -> str:
    return page.locator("[data-testid=stMain]").inner_text()


# A fresh install


def test_a_fresh_install_compares_with_real_figures_and_states_no_percentile(page: Page, server: Server) -> None:
    visit(page, server, "compare", an_assessment(server))
    open_all(page)

    text = body_text(page)
    assert "There is no group of peers yet" in text
    assert "Figures to compare exactly, beside the level or a fact: for 27 of 52 questions. Only close" in text
    assert "No published figure found for 4 of 13 questions" in text
    assert "percentile" not in text.replace("the one place where a percentile can be stated without peers", "")
    for country in ("Canada", "New South Wales", "the Netherlands", "England, Scotland and Wales", "Germany"):
        assert country in text
    expect(page.get_by_role("heading", level=4)).to_have_count(4)  # questions that are set against a figure
    expect(page.locator("ul.published li")).to_have_count(155)  # 19 comparisons and 136 in context


def test_answers_to_an_earlier_version_are_set_against_no_figure_and_keep_the_mail_settings(
    page: Page, server: Server
) -> None:
    earlier = [rubric for rubric in RUBRICS.values() if rubric not in newest_of(RUBRICS)]
    visit(page, server, "compare", an_assessment(server, earlier))
    pick(page, "How many of these four does your main mail domain have?", "2")
    open_all(page)

    expect(page.locator("ul.published li")).to_have_count(155)
    expect(page.locator("ul.published .share")).to_have_count(0)
    expect(page.get_by_text("your answers are to version 1.0.0: context only.")).to_have_count(155)
    expect(page.locator("p", has_text="of the four mail settings: about the")).to_have_count(3)


def test_no_page_calls_an_address_outside(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    visit(page, server, "compare", an_assessment(server))
    drawn(page, 2)

    assert [
        url for url in asked if not url.startswith((server.url, "data:", "blob:", server.url.replace("http", "ws")))
    ] == []


def test_the_mail_settings_give_a_percentile_for_three_countries_and_nowhere_else(page: Page, server: Server) -> None:
    visit(page, server, "compare", an_assessment(server))

    drawn(page, 2)
    pick(page, "How many of these four does your main mail domain have?", "2")

    found = page.locator("p", has_text="of the four mail settings: about the")
    expect(found).to_have_count(3)
    swiss = found.filter(has_text="about the 70th percentile of 2,109 municipalities in Switzerland")
    expect(swiss).to_contain_text("mxmap/secassure2026 (MIT), computed from open data (grade C).")
    behind = swiss.locator("xpath=following-sibling::details[1]")
    behind.evaluate("found => { found.open = true; }")
    expect(behind).to_contain_text("they say nothing of other protection")
    expect(behind.get_by_role("link")).to_have_attribute("href", "https://github.com/mxmap/secassure2026")


def test_a_council_sees_its_own_region_and_country_first(page: Page, server: Server) -> None:
    council = Council(country="AU", region="AU-QLD")
    token = kept(server, a_sheet(complete).model_copy(update={"council": council}))

    visit(page, server, "compare", token)

    training = page.locator("ul.published li", has_text="Queensland").first
    expect(training).to_contain_text(
        "in about 2021, 26 % of 77 councils in Queensland gave their staff no cyber security"
    )


# A pool


def test_a_pool_gives_positions_strips_a_table_and_the_sentence_on_who_took_part(page: Page, server: Server) -> None:
    among_peers(page, server, "GB")
    drawn(page, 3)

    text = body_text(page)
    assert re.search(
        r"Compared with 189 other councils in the United Kingdom, you score higher than about \d+ in 100 of them \(",
        text,
    )
    assert text.index("If your own council is in this file") < text.index("Compared with 189 other councils")
    headline = page.locator("p.headline", has_text="Compared with 189")
    assert len(re.findall(r"\d+ to \d+", headline.inner_text())) == 1
    sure = headline.locator("xpath=following-sibling::details[1]")
    sure.locator("summary", has_text="How sure?").click()
    expect(sure).to_contain_text("Chance alone allows")
    assert "Position among 189 councils in a file (48\u00a0% of 397 councils in the United Kingdom" in text
    assert "Those in the file may differ from those that are not." in text
    table = page.get_by_role("region", name="Your place among the others")
    expect(table.get_by_role("row")).to_have_count(6)
    expect(page.locator("[data-testid=stVegaLiteChart]").first).to_contain_text("Median of 189 peer councils")


def test_the_radar_on_results_gains_the_peers_of_the_group_chosen_on_compare(page: Page, server: Server) -> None:
    among_peers(page, server, "GB")
    pick(page, "Country", "Any")
    expect(page.get_by_text("Position among 298 councils")).to_be_visible()

    go(page, "Results")
    drawn(page, 1)

    radar = page.locator("[data-testid=stVegaLiteChart]").first
    expect(radar).to_contain_text("Middle half of 298 peer councils")
    expect(page.get_by_role("columnheader", name="Peers' median (middle half)")).to_be_visible()


def test_a_group_that_is_too_small_shows_nothing_and_offers_the_next_wider_one(page: Page, server: Server) -> None:
    STATES["compare with a group too small"](page, server)

    assert page.get_by_text("Position among").count() == 0
    page.get_by_role("button", name=re.compile("^Show the next wider group: ")).click()

    expect(page.get_by_text("Position among")).to_be_visible()
    expect(page.get_by_role("combobox", name="Country")).to_have_value("Australia")
    expect(page.get_by_role("combobox", name="Residents")).to_have_value("Any")


def test_every_page_chart_and_file_that_shows_invented_peers_says_so(page: Page, server: Server) -> None:
    among_peers(page, server)
    drawn(page, 3)

    expect(page.locator(".illustrative")).to_have_text(NOTICE)
    expect(page.locator("[data-testid=stVegaLiteChart]").first).to_contain_text(NOTICE)
    assert json.loads(downloaded(page, "This comparison (JSON, for software)"))["notice"] == NOTICE
    go(page, "Results")
    drawn(page, 1)
    expect(page.locator("[data-testid=stVegaLiteChart]").first).to_contain_text(NOTICE)
    assert json.loads(downloaded(page, "Result (JSON)"))["notice"] == NOTICE
    assert NOTICE in downloaded(page, "Result (CSV)").splitlines()[1]
    go(page, "Your data")
    expect(page.locator(".illustrative")).to_have_text(NOTICE)


def downloaded(page: Page, name: str) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_text(encoding="utf-8-sig")


def test_a_pool_that_was_opened_can_be_taken_out_again_unchanged(page: Page, server: Server) -> None:
    among_peers(page, server)

    assert downloaded(page, "This pool (CSV)").encode() == pool_file()

    page.get_by_role("button", name="Stop using this pool").click()
    expect(page.get_by_text("There is no group of peers yet")).to_be_visible()


def test_a_file_of_peers_is_named_as_one_and_leaves_the_servers_own_pool_in_reach(page: Page, server: Server) -> None:
    among_peers(page, server)

    expect(page.locator("p.statement").first).to_contain_text(re.compile(r"Position among \d+ councils in a file"))
    expect(page.get_by_role("heading", name="Take part")).to_be_visible()
    drawn(page, 3)
    pick(page, "Type", "Combined authority")
    expect(page.locator("p.refusal").first).to_be_visible()
    go(page, "Results")
    told = page.get_by_test_id("stMain").get_by_text("No position is shown. Fewer than 10 other councils are in this")
    expect(told).to_be_visible()


def test_whoever_looks_for_a_country_that_is_not_shown_is_told_why_it_is_not(page: Page, server: Server) -> None:
    french = a_sheet(complete).model_copy(update={"council": Council(country="FR")})
    visit(page, server, "compare", kept(server, french))

    offer_pool(page, pool_file())

    expect(page.get_by_text("Councils in France alone can't be shown, so these are of all countries.")).to_be_visible()


def test_an_empty_file_shows_the_columns_that_a_pool_has(page: Page, server: Server) -> None:
    visit(page, server, "compare", an_assessment(server))
    page.get_by_text("For consultants: use your own file of councils").click()
    page.wait_for_timeout(500)

    empty = downloaded(page, "An empty file with the right columns (CSV)")

    read = read_pool([empty.encode()], newest_of(RUBRICS), "empty.csv")
    assert (len(read.pool), read.problems) == (0, ())
    expect(page.get_by_text(stamps_of(newest_of(RUBRICS)))).to_be_visible()


def test_a_pool_goes_out_to_a_spreadsheet_and_comes_back(page: Page, server: Server, tmp_path: Path) -> None:
    among_peers(page, server)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="This pool for Excel (XLSX)").click()
    waiting.value.save_as(tmp_path / "from Excel.csv")  # whatever it is called
    page.reload()
    expect(page.get_by_text("There is no group of peers yet")).to_be_visible()

    offer_pool(page, (tmp_path / "from Excel.csv").read_bytes())

    expect(page.get_by_text("Position among")).to_be_visible()
    assert downloaded(page, "This pool (CSV)").encode() == pool_file()


def test_a_bad_row_stops_the_whole_file_until_the_rest_is_accepted(page: Page, server: Server) -> None:
    lines = pool_file().splitlines(keepends=True)
    bad = b"".join([*lines[:3], b"half a line\n", *lines[4:]])
    visit(page, server, "compare", an_assessment(server))

    offer_pool(page, bad)
    expect(page.get_by_role("alert").filter(has_text="The file is not in use")).to_contain_text(
        "Line 4: has 1 cell where the header has 59; the row may be cut off"
    )
    expect(page.get_by_text("There is no group of peers yet")).to_be_visible()
    page.get_by_text("If rows have problems, leave them out and use the rest").click()
    page.get_by_role("button", name="Use this file").click()

    expect(page.get_by_text("Position among")).to_be_visible()


# Giving and taking back


@pytest.fixture
def rows(own_server: Server) -> Iterator[object]:
    engine = create_engine(f"sqlite:///{own_server.database}")

    def read(table: str) -> list[object]:
        with engine.connect() as connection:
            return list(connection.execute(select(metadata.tables[table])).all())

    yield read
    engine.dispose()


def fill(server: Server, councils: int) -> None:
    """So many invented councils give their answers."""
    pool = demo_pool(newest_of(RUBRICS), councils + 10)
    with store_of(server) as store:
        for row in pool.scored.eligible.nonzero()[0][:councils]:
            store.peers.give(f"invented-{row}", record_at(pool, int(row)).text())


def test_what_is_shown_before_giving_is_kept_byte_for_byte_and_taken_back_with_one_click(
    page: Page, own_server: Server, rows
) -> None:
    token = an_assessment(own_server)
    visit(page, own_server, "compare", token)
    page.get_by_text("See exactly what would be given").click()
    shown = page.locator("pre.record").inner_text()

    page.get_by_role("button", name="Give this record").click()

    expect(page.get_by_text("Your record is in the peer pool.")).to_be_visible()
    (kept_record,) = rows("peer_record")
    assert kept_record.body == shown
    assert bytes(kept_record.key_hash) != key_of(token)  # but of a secret that only the owner's link opens
    for secret in ("Example", "118000", "118,000", "05-14"):
        assert secret not in shown

    page.get_by_role("button", name="Take my record back").click()

    expect(page.get_by_role("button", name="Give this record")).to_be_visible()
    assert rows("peer_record") == []


def test_a_record_counts_from_the_next_edition_and_is_out_of_the_one_after_it_was_taken_back(
    page: Page, own_server: Server, rows
) -> None:
    visit(page, own_server, "compare", an_assessment(own_server))
    fill(own_server, 14)
    page.get_by_role("button", name="Give this record").click()
    expect(page.get_by_text("Your record is in the peer pool.")).to_be_visible()

    among = page.get_by_text("Position among 14 councils that chose to take part")
    expect(among).to_be_visible()  # 15 with its own, which is left out
    (edition,) = rows("peer_edition")
    assert sum(len(cell[3]) for cell in json.loads(edition.body)["cells"]) == 15

    page.get_by_role("button", name="Take my record back").click()

    expect(page.locator("p.withdrawn")).to_contain_text("Your record is deleted from the store.")
    expect(page.locator("p.withdrawn")).to_contain_text("The next edition is made without it, and may appear from 1 ")
    assert len(rows("peer_record")) == 14

    fill(own_server, 24)
    with store_of(own_server) as store:
        for row in [row for row in rows("peer_member") if row.body][:6]:  # of those that the edition counts
            with store.database.writing.begin() as connection:
                forget(connection, bytes(row.key_hash), store.database.clock())
        assert store.peers.publish(newest_of(RUBRICS), date(2027, 4, 1))
    page.reload()
    whole(page)
    drawn(page, 3)
    pick(page, "Country", "Any")

    expect(page.get_by_text("Position among 18 councils")).to_be_visible()  # 24 without six; its own is gone
    expect(page.locator("p.withdrawn")).to_have_count(0)


def test_the_keyboard_and_a_screen_reader_are_not_lost_when_the_page_changes(page: Page, own_server: Server) -> None:
    visit(page, own_server, "compare", an_assessment(own_server))
    fill(own_server, 14)
    page.get_by_role("button", name="Give this record").press("Enter")
    expect(page.get_by_text("Your record is in the peer pool.")).to_be_visible()
    expect(page.get_by_role("heading", name="Take part")).to_be_focused()

    drawn(page, 3)
    pick(page, "Type", "Combined authority")
    expect(page.locator("#announcer")).to_contain_text("Fewer than 10 other councils are in this group")

    page.get_by_role("button", name="Show the next wider group").press("Enter")
    expect(page.get_by_role("heading", name="Among councils that took part")).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("Compared with 14 other councils")


def test_answers_that_changed_may_be_given_anew(page: Page, own_server: Server, rows) -> None:
    token = an_assessment(own_server)
    visit(page, own_server, "compare", token)
    page.get_by_role("button", name="Give this record").click()
    expect(page.get_by_text("Your record is in the peer pool.")).to_be_visible()
    before = rows("peer_record")[0].body

    go(page, "Answer")
    answer_and_wait(questions(page).first, 4)
    go(page, "Compare")
    page.get_by_role("button", name="Give this record anew").click()

    expect(page.get_by_role("button", name="Give this record anew")).to_have_count(0)
    settled(page)
    (after,) = rows("peer_record")
    assert after.body != before
    with store_of(own_server) as store:
        desk = store.open(token)
        assert desk is not None
        sheet = desk.contents().sheet()
    assert sheet.date is not None
    assert after.body == record_of(sheet, score(sheet, RUBRICS), sheet.date).text()


def test_a_quick_check_or_too_few_answers_can_not_be_given(page: Page, server: Server) -> None:
    visit(
        page,
        server,
        "compare",
        kept(server, a_sheet(lambda number, question: complete(number, question) if number < 3 else None)),
    )

    expect(page.get_by_text("This assessment can't be given")).to_be_visible()
    expect(page.get_by_text("Too few answers on AI governance are known for a score.")).to_be_visible()
    assert page.get_by_role("button", name="Give this record").count() == 0


# The demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("demo"), MATURITY_DEMO="1").start()
    yield running
    running.stop()


def test_the_demo_opens_an_invented_assessment_among_invented_peers_and_says_so(page: Page, demo: Server) -> None:
    page.goto(demo.url)
    whole(page)
    expect(page.locator(".illustrative")).to_have_text(NOTICE)

    page.get_by_role("link", name="Open the invented assessment").click()

    expect(page.locator("h1")).to_have_text("Results for Example Borough (invented)")
    drawn(page, 1)
    for name in ("Results", "Compare", "Answer", "Your data", "Method"):
        go(page, name)
        settled(page)
        expect(page.locator(".illustrative")).to_have_text(NOTICE)


def test_the_demo_compares(page: Page, demo: Server, browser: Browser) -> None:
    page.goto(demo.url)
    whole(page)
    page.get_by_role("link", name="Open the invented assessment").click()
    drawn(page, 1)

    go(page, "Compare")

    expect(page.get_by_text("Position among 189 councils")).to_be_visible()
    drawn(page, 3)
    expect(page.locator("[data-testid=stVegaLiteChart]").first).to_contain_text(NOTICE)
    assert json.loads(downloaded(page, "This comparison (JSON, for software)"))["notice"] == NOTICE
