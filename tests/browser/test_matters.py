"""Two mechanisms from the first word to the last, by everybody who has a part in them."""

from __future__ import annotations

import io
from datetime import date

import pytest
from casework import ask, bring, enter, take
from docx import Document
from playwright.sync_api import expect


@pytest.fixture
def signed_in(open_window, site):
    """A window for each person, opened when first needed."""
    windows = {}

    def signed_in(who):
        if who not in windows:
            windows[who] = open_window()
            enter(windows[who], site, who)
        return windows[who]

    return signed_in


def test_a_dispute_climbs_to_the_town_and_ends_with_an_agreement(open_window, signed_in):
    resident, fields = (
        open_window(),
        {"什么事": "阳台漏水淋湿楼下晾晒的衣被", "纠纷类别": "邻里", "经过和要求": "说了三次没有修。"},
    )
    parties = {"applicant-name": "温知夏", "applicant-phone": "13800000999", "respondent-name": "楼上住户"}
    number, code = bring(resident, "five_clinics", "　　　云桥里社区第一网格", fields, parties)

    supervisor = signed_in("ducha")
    supervisor.goto("/matters/?status=received&desk=residents")
    supervisor.get_by_label(number).check()
    supervisor.get_by_role("button", name="交办所选").click()
    expect(supervisor.locator(".flash")).to_contain_text("已交办 1 件")

    grid, community, town = signed_in("wangge"), signed_in("shequ"), signed_in("wangzhu")
    take(grid, number, "sign")
    take(grid, number, "note", text="楼上常年不在家")
    take(grid, number, "escalate", why="联系不上楼上住户")
    take(community, number, "sign")
    take(community, number, "escalate", why="需要住建部门看防水")
    take(town, number, "sign")
    take(town, number, "ask", organisations=["区住建局"])
    take(signed_in("zhujian"), number, "opinion", opinion="区住建局", text="属于专有部分，由楼上住户维修。")
    take(town, number, "agreement", on=date.today().isoformat(), written="on", terms="楼上七日内修好防水。")
    take(town, number, "draft", kind="人民调解协议书", text="楼上七日内修好防水。")
    with town.expect_download() as download:
        town.get_by_role("link", name="人民调解协议书.docx").click()
    words = "\n".join(each.text for each in Document(io.BytesIO(download.value.path().read_bytes())).paragraphs)
    assert "温知夏" in words
    assert number in words
    take(town, number, "resolve", result_class="达成书面协议", reply="双方已签协议，七日内修好。")

    ask(resident, number, code)
    expect(resident.locator("main")).to_contain_text("达成书面协议")
    expect(resident.locator("main")).to_contain_text("双方已签协议，七日内修好。")
    assert "楼上常年不在家" not in resident.content()
    resident.get_by_label("满意", exact=True).check()
    resident.get_by_role("button", name="提交").click()
    expect(resident.get_by_role("status")).to_contain_text("您的评价已记录")

    supervisor.goto(f"/matters/{number}/")
    expect(supervisor.get_by_role("region", name="经过")).to_contain_text("当事人评价 满意")
    expect(supervisor.get_by_role("region", name="时限")).to_contain_text("双方共同申请司法确认")
    assert "温知夏" not in supervisor.content()


def test_an_appeal_is_refused_rerouted_and_done_again_higher_up(open_window, signed_in):
    enterprise, fields = (
        open_window(),
        {"诉求标题": "厂门口路面塌陷货车进不来", "类别": "其他", "具体情况": "已塌陷一周。"},
    )
    parties = {"enterprise-name": "云浦区望江纸箱厂", "enterprise-phone": "13800000998"}
    number, code = bring(enterprise, "enterprise_appeals", "　禾塍镇人民政府", fields, parties)

    supervisor, desk, housing = signed_in("ducha"), signed_in("gongxin"), signed_in("zhujian")
    take(supervisor, number, "dispatch")
    take(desk, number, "sign")
    take(desk, number, "forward", organisation="区水务局")
    take(signed_in("shuiwu"), number, "refuse", why="塌陷的是市政道路")
    supervisor.goto("/matters/")
    expect(supervisor.get_by_role("region", name="申请退办，待裁定")).to_contain_text("塌陷的是市政道路")
    take(supervisor, number, "rule", organisation="区住建局", why="道路由区住建局养护")
    take(housing, number, "sign")
    take(housing, number, "answer", text="已安排抢修队。")
    take(housing, number, "draft", kind="书面答复", text="路面已临时填平。")
    take(housing, number, "resolve", result_class="已解决", reply="路面已临时填平。")

    ask(enterprise, number, code)
    enterprise.get_by_label("不满意", exact=True).check()
    enterprise.get_by_role("button", name="提交").click()
    expect(enterprise.locator("main")).to_contain_text("联席会议")

    take(supervisor, number, "sign")
    take(supervisor, number, "resolve", result_class="列入计划，有完成时间", reply="下月整体翻修，已列入计划。")
    ask(enterprise, number, code)
    expect(enterprise.locator("main")).to_contain_text("列入计划，有完成时间")
    supervisor.goto(f"/matters/{number}/")
    expect(supervisor.get_by_role("region", name="当前情况")).to_contain_text("重办次数")
