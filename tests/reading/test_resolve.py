"""Which verb and object own which number, read from whole sentences."""

from __future__ import annotations

from datetime import date

import pytest
from passages import target_in, targets_in, words_of

from luoshi.reading import read


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "更新改造供热管网13公里、燃气管道8.5公里。",
            [("13公里", "更新改造", "供热管网"), ("8.5公里", "更新改造", "燃气管道")],
        ),
        (
            "改造供水管网26公里，雨污分流管网18.5公里，更换水表42套。",
            [("26公里", "改造", "供水管网"), ("18.5公里", "改造", "雨污分流管网"), ("42套", "更换", "水表")],
        ),
        ("新建泵站3座和水闸2座。", [("3座", "新建", "泵站"), ("2座", "新建", "水闸")]),
        ("新建污水管网30公里、改造12公里。", [("30公里", "新建", "污水管网"), ("12公里", "改造", "污水管网")]),
        ("开工建设安置房1200套，交付800套。", [("1200套", "开工建设", "安置房"), ("800套", "交付", "安置房")]),
        ("推进10个项目开工、8个项目竣工。", [("10个", "开工", "项目"), ("8个", "竣工", "项目")]),
        ("申报省级示范园1个、市级14个。", [("1个", "申报", "省级示范园"), ("14个", "申报", "市级示范园")]),
        (
            "为2000名困难职工、600名环卫工人提供免费体检。",
            [("2000名", "提供", "困难职工"), ("600名", "提供", "环卫工人")],
        ),
        (
            "新增“专精特新”企业30家、“小巨人”企业5家。",
            [("30家", "新增", "“专精特新”企业"), ("5家", "新增", "“小巨人”企业")],
        ),
        ("开工和续建5条、30公里轻轨线路。", [("5条", "开工和续建", "轻轨线路"), ("30公里", "开工和续建", "轻轨线路")]),
        ("引进院士团队2个或青年团队6个。", [("2个", "引进", "院士团队"), ("6个", "引进", "青年团队")]),
        ("安排1.3亿元实施900个民生微实事。", [("1.3亿元", "安排", "民生微实事"), ("900个", "实施", "民生微实事")]),
        ("建设高标准农田38万亩，确保粮食产量8万吨。", [("38万亩", "建设", "高标准农田"), ("8万吨", "", "粮食产量")]),
        (
            "固定资产投资完成30亿元；一般公共预算收入8亿元。",
            [("30亿元", "完成", "固定资产投资"), ("8亿元", "", "一般公共预算收入")],
        ),
        ("创建美丽乡村40个，20个以上通过省级验收。", [("40个", "创建", "美丽乡村"), ("20个以上", "通过", "美丽乡村")]),
        ("新增上市公司3家、挂牌企业27家。", [("3家", "新增", "上市公司"), ("27家", "新增", "挂牌企业")]),
        ("确保2万贫困人口脱贫。", [("2万", "脱贫", "贫困人口")]),
        ("免除30所学校学费，补助2000名学生。", [("30所", "免除", "学校学费"), ("2000名", "补助", "学生")]),
        ("企业达到300家、增长10%。", [("300家", "达到", "企业"), ("10%", "增长", "企业")]),
        ("新增企业30家，总数达到300家。", [("30家", "新增", "企业"), ("300家", "总数达到", "企业")]),
    ],
)
def test_a_verb_is_shared_over_lists_and_commas_until_a_new_act(
    sentence: str, words: list[tuple[str, str, str]]
) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("实现工业投资超265亿元。", ("265亿元", "实现", "工业投资")),
        ("改造户数超3万户。", ("3万户", "超", "改造户数")),
        ("安排2亿元专项资金支持实体经济发展。", ("2亿元", "安排", "专项资金")),
        ("建成2条衔接青蓑、鹭汀等片区的云轨干线。", ("2条", "建成", "云轨干线")),
        ("推动3家企业跻身全省百强。", ("3家", "跻身", "企业")),
        ("推动家庭医生签约率70%以上。", ("70%以上", "", "家庭医生签约率")),
        ("实现义务教育学校100%提供午餐服务。", ("100%", "提供", "义务教育学校")),
        ("推动青蓑村、鹭汀村改造等32个更新项目。", ("32个", "推动", "更新项目")),
        ("供地18万平方米。", ("18万平方米", "供地", "供地")),
        ("力争PM2.5平均浓度低于26微克/立方米。", ("26微克/立方米", "", "PM2.5平均浓度")),
        ("主城区10座“鹭汀书房”开馆。", ("10座", "开馆", "“鹭汀书房”")),
        ("在主城区50个小区建设换电站。", ("50个", "建设", "小区")),
        ("培育50家拟在主板、创业板上市的行业领军企业。", ("50家", "培育", "行业领军企业")),
        ("公办园、民办园的在园儿童占比达80%以上。", ("80%以上", "占比达", "公办园、民办园的在园儿童占比")),
        ("城镇实现新增就业8.9万人。", ("8.9万人", "新增", "城镇就业")),
        ("完成101栋建筑立面整治提升和人民大街照明提升。", ("101栋", "完成", "建筑立面")),
        ("完成6个区级规划审批。", ("6个", "完成", "区级规划审批")),
        ("完成58处小微水体整治。", ("58处", "完成", "小微水体")),
        ("推动120个项目投产达效。", ("120个", "投产达效", "项目")),
        ("力争30家企业上市。", ("30家", "上市", "企业")),
        ("确保30个项目建成投产。", ("30个", "建成投产", "项目")),
        ("加快10个项目建设。", ("10个", "加快", "项目")),
        ("支持3个省级实验室建设。", ("3个", "支持", "省级实验室")),
        ("城镇新增就业1.2万人。", ("1.2万人", "新增", "城镇就业")),
        ("依托云浦平台引进种业项目12个。", ("12个", "引进", "种业项目")),
        ("每人每年发放助学金3000元。", ("3000元", "发放", "助学金")),
        ("发展花卉种植突破2万亩。", ("2万亩", "突破", "花卉种植")),
        ("组织招聘会、洽谈会等活动30场。", ("30场", "组织", "招聘会、洽谈会等活动")),
        ("居民消费价格涨幅2%左右。", ("2%左右", "", "居民消费价格涨幅")),
        ("开展健身展演活动，确保全年不少于160次。", ("160次", "开展", "健身展演活动")),
        ("建设110千伏变电站2座。", ("2座", "建设", "110千伏变电站")),
        ("PM2.5平均浓度控制在28微克/立方米左右。", ("28微克/立方米左右", "控制在", "PM2.5平均浓度")),
        ("培育行业级、场景级大模型10个。", ("10个", "培育", "行业级、场景级大模型")),
    ],
)
def test_the_governing_verb_and_the_thing_counted(sentence: str, words: tuple[str, str, str]) -> None:
    assert words_of(target_in(sentence)) == words


@pytest.mark.parametrize(
    ("sentence", "words", "relations"),
    [
        (
            "交通、水利分别完成投资12亿元、8亿元。",
            [("12亿元", "完成", "交通投资"), ("8亿元", "完成", "水利投资")],
            ["eq", "eq"],
        ),
        (
            "城镇、农村居民人均可支配收入分别增长5%、6%以上。",
            [("5%", "增长", "城镇居民人均可支配收入"), ("6%以上", "增长", "农村居民人均可支配收入")],
            ["ge", "ge"],
        ),
        (
            "工业投资、技改投资分别增长10%和12%。",
            [("10%", "增长", "工业投资"), ("12%", "增长", "技改投资")],
            ["eq", "eq"],
        ),
    ],
)
def test_respectively_deals_out_one_subject_to_each_number(
    sentence: str, words: list[tuple[str, str, str]], relations: list[str]
) -> None:
    found = targets_in(sentence)
    assert [words_of(target) for target in found] == words
    assert [target.relation for target in found] == relations


@pytest.mark.parametrize(
    ("sentence", "thing", "names"),
    [
        ("新建考院街、北阁街等6条道路。", "道路", ("考院街", "北阁街")),
        ("推动浦南科创园等3个园区竣工。", "园区", ("浦南科创园",)),
        ("完成鹭汀、浦南、蘅水等12个小区改造。", "小区", ("鹭汀", "浦南", "蘅水")),
        ("浦南大道等3条道路建成通车。", "道路", ("浦南大道",)),
        ("新建考院街、北阁街和南阁街3条道路。", "道路", ("考院街", "北阁街", "南阁街")),
        ("培育装备制造、康养食品2个优势产业。", "优势产业", ("装备制造", "康养食品")),
        ("新增公园、广场12个。", "公园、广场", ()),  # two kinds, not a complete list of twelve
    ],
)
def test_names_before_the_count(sentence: str, thing: str, names: tuple[str, ...]) -> None:
    target = target_in(sentence)
    assert (target.object, target.names) == (thing, names)


@pytest.mark.parametrize(
    ("sentence", "modalities"),
    [
        ("力争新增企业30家，高新技术企业12家，建设厂房20万平方米。", ["strive", "strive", "firm"]),
        ("力争工业增长6%，投资增长5%，新建泵站3座。", ["strive", "strive", "firm"]),
        ("力争引进项目20个，新建泵站3座。", ["strive", "firm"]),
        ("新增企业30家，力争达到300家。", ["firm", "strive"]),
        ("确保重点项目开工率达到100%。", ["firm"]),
        ("争取上级资金30亿元。", ["strive"]),
        ("努力新建泵站3座、水闸2座。", ["strive", "strive"]),
    ],
)
def test_effort_carries_over_outcomes_and_stops_at_a_new_act(sentence: str, modalities: list[str]) -> None:
    assert [target.modality for target in targets_in(sentence)] == modalities


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("做强石化产业，产值达到300亿元。", "石化产业产值"),
        ("发展乡村旅游，收入突破5亿元。", "乡村旅游收入"),
        ("实施优粮优产工程，投资2.29亿元。", "优粮优产工程"),
        ("抓好27个重点项目，全年完成投资14亿元。", "重点项目投资"),
    ],
)
def test_a_bare_indicator_takes_its_owner_from_the_clause_before(sentence: str, thing: str) -> None:
    assert targets_in(sentence)[-1].object == thing


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("新增停车位3000个。", "eq"),
        ("新增停车位3000个以上。", "ge"),
        ("新增停车位不少于3000个。", "ge"),
        ("新增停车位3000多个。", "gt"),
        ("企业总数突破300家。", "gt"),
        ("吸引投资超过30亿元以上。", "ge"),
        ("失业率控制在5.2%。", "le"),
        ("失业率控制在5.2%以内。", "le"),
        ("失业率控制在5.2%左右。", "approx"),
        ("失业率低于5.2%。", "lt"),
        ("投资增长4%—5%。", "range"),
        ("产值达到300亿元。", "eq"),
        ("产值迈上300亿元台阶。", "eq"),
    ],
)
def test_the_relation_is_that_of_the_words_around(sentence: str, relation: str) -> None:
    assert target_in(sentence).relation == relation


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("新建泵站3座。", "do"),
        ("新增企业30家。", "do"),
        ("企业达到300家。", "reach"),
        ("城镇登记失业率4%以内。", "reach"),
        ("投资增长5%。", "grow"),
        ("入园率提高2个百分点。", "grow"),
        ("能耗下降2.8%。", "cut"),
    ],
)
def test_the_mode_says_what_the_number_measures(sentence: str, mode: str) -> None:
    assert target_in(sentence).mode == mode


@pytest.mark.parametrize(
    ("sentence", "deadlines"),
    [
        ("6月底前新建泵站3座。", [date(2026, 6, 30)]),
        ("2027年底前改造管网26公里。", [date(2027, 12, 31)]),
        ("新建泵站3座，年内改造管网26公里。", [None, None]),
        ("新建泵站3座，6月底前改造管网26公里。", [None, date(2026, 6, 30)]),
        ("到2030年，新建泵站30座，改造管网260公里。", [date(2030, 12, 31)] * 2),
        ("上半年新建泵站3座，10月底前改造管网26公里。", [date(2026, 6, 30), date(2026, 10, 31)]),
    ],
)
def test_a_deadline_holds_for_its_clause_or_opens_the_sentence(sentence: str, deadlines: list[date | None]) -> None:
    assert [target.deadline for target in targets_in(sentence)] == deadlines


def test_a_deadline_inside_the_first_clause_does_not_reach_the_next() -> None:
    first, second = targets_in("上半年新建泵站3座，全年改造管网26公里。")
    assert (first.deadline, second.deadline) == (date(2026, 6, 30), None)


def test_a_time_that_opens_a_later_clause_holds_from_there() -> None:
    first, second = targets_in("到2027年底，入园率达到85%；到2029年底，入园率达到90%。")
    assert (first.deadline, second.deadline) == (date(2027, 12, 31), date(2029, 12, 31))


def test_a_five_year_passage_lends_its_deadline_where_the_sentence_names_none() -> None:
    text = "一、“十五五”时期主要目标\n新建泵站30座。2027年底前改造管网26公里。\n二、2026年工作安排\n新建水闸2座。\n"
    assert [target.deadline for target in read(text).targets] == [date(2030, 12, 31), date(2027, 12, 31), None]


def test_the_clause_reaches_from_the_verb_to_the_noun() -> None:
    first, second = targets_in("今年，我们将改造供水管网26公里，雨污分流管网18.5公里，让居民放心。")
    assert first.clause == "我们将改造供水管网26公里"
    assert second.clause == "我们将改造供水管网26公里，雨污分流管网18.5公里"


def test_two_measures_of_one_thing_are_two_targets() -> None:
    first, second = targets_in("新建3条5公里绿道。")
    assert (words_of(first), words_of(second)) == (("3条", "新建", "绿道"), ("5公里", "新建", "绿道"))


def test_targets_stand_in_text_order() -> None:
    starts = [target.start for target in targets_in("新建泵站3座、水闸2座，改造管网26公里，入园率达到95%。")]
    assert starts == sorted(starts)


def test_the_clause_of_a_list_without_end_begins_at_an_item_near_its_number() -> None:
    *_, target = targets_in("新建" + "口袋公园8处、" * 100 + "驿站3座。")
    assert target.clause.endswith("口袋公园8处、驿站3座")
    assert target.clause.startswith("口袋公园8处、")
    assert len(target.clause) <= 310


def test_the_clause_of_the_first_of_two_measures_is_not_cut_inside_a_word() -> None:
    assert targets_in("新建3条5公里绿道。")[0].clause in {"新建3条", "新建3条5公里绿道"}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("新建水闸2座、高标准农田5万亩。", [("2座", "新建", "水闸"), ("5万亩", "新建", "高标准农田")]),
        ("改造供水、供热管网12公里。", [("12公里", "改造", "供水、供热管网")]),
        (
            "粮食、油料产量分别达到20万吨、3万吨。",
            [("20万吨", "达到", "粮食产量"), ("3万吨", "达到", "油料产量")],
        ),
        ("石化产业加快升级，产值达到300亿元。", [("300亿元", "达到", "石化产业产值")]),
    ],
)
def test_nouns_that_open_like_a_verb_or_an_adverb_and_nouns_that_share_a_tail(
    sentence: str, words: list[tuple[str, str, str]]
) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


def test_a_list_shorter_than_its_count_is_no_complete_list() -> None:
    assert target_in("培育装备制造、康养食品12个优势产业。").names == ()


@pytest.mark.xfail(strict=True, reason="known wrong readings, one each")
@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("矛盾纠纷清零30个。", []),
    ],
)
def test_sentences_that_are_read_wrongly(sentence: str, words: list[tuple[str, str, str]]) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words
