"""Which act governs a number where several words could: behind another number, behind 为 and 将, beside 完成 and 超."""

from __future__ import annotations

import pytest
from passages import target_in, targets_in


def told(sentence: str) -> list[tuple[str, str, str]]:
    return [(target.quote, target.action, target.object) for target in targets_in(sentence)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "支持12家升级建设的卫生院聘任30名退休医生。",
            [("12家", "支持", "升级建设的卫生院"), ("30名", "聘任", "退休医生")],
        ),
        (
            "为8家升级建设卫生院招聘首席专家16名。",
            [("8家", "招聘", "升级建设卫生院"), ("16名", "招聘", "首席专家")],
        ),
        ("引导7家企业投资2亿元。", [("7家", "引导", "企业"), ("2亿元", "引导", "企业投资")]),
        ("完成12项民生工程投资3亿元。", [("12项", "完成", "民生工程"), ("3亿元", "完成", "民生工程投资")]),
        ("推动青蓑片区优质教育资源融入式托管5所乡镇学校。", [("5所", "托管", "乡镇学校")]),
    ],
)
def test_behind_the_noun_of_another_number_stands_an_act_of_its_own(
    sentence: str, words: list[tuple[str, str, str]]
) -> None:
    assert told(sentence) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("新增诚信承诺单位超120家，无理由退货店超40家。", [("120家", "新增"), ("40家", "新增")]),
        ("新增各类学位超过900座，筹集公共住房超过600套。", [("900座", "新增"), ("600套", "筹集")]),
        ("推动上市企业数量超过30家。", [("30家", "超过")]),
        ("推动总部企业超过60家。", [("60家", "超过")]),
        ("轨道交通运营里程超过120公里。", [("120公里", "超过")]),
        ("已上线服务事项零跑动超过80%。", [("80%", "超过")]),
    ],
)
def test_more_than_so_many_keeps_its_act_where_there_is_one(sentence: str, words: list[tuple[str, str]]) -> None:
    assert [(target.quote, target.action) for target in targets_in(sentence)] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("完成营造林9万亩，森林抚育1万亩。", ("1万亩", "完成", "森林抚育")),
        ("完成农村公路硬化30公里，危桥改造10座。", ("10座", "完成", "危桥改造")),
        ("完成查违20万平方米，其中工业区违建处理确认3万平方米。", ("3万平方米", "处理确认", "工业区违建")),
        ("完成危房改造900户，每户补助2万元。", ("2万元", "补助", "危房改造")),
        ("完成征地900亩，示范面积完成22亩。", ("22亩", "完成", "示范面积")),
    ],
)
def test_what_is_completed_goes_on_over_a_comma(sentence: str, words: tuple[str, str, str]) -> None:
    assert told(sentence)[-1] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("为基层送100场展览、60场讲座。", [("100场", "送", "展览"), ("60场", "送", "讲座")]),
        ("在重点市场自主举办30场展览会。", [("30场", "举办", "展览会")]),
        ("年内再建20座停车楼。", [("20座", "建", "停车楼")]),
        (
            "为5个镇消防队和2个区域战勤保障中心，配备大功率设备。",
            [("5个", "配备", "镇消防队"), ("2个", "配备", "区域战勤保障中心")],
        ),
        ("对已争创的12个区级改革点，加快推进。", [("12个", "推进", "区级改革点")]),
        ("对6个排水口进行清污净口。", [("6个", "清污净口", "排水口")]),
        ("对20处地质灾害隐患点开展工程治理。", [("20处", "开展", "地质灾害隐患点")]),
        (
            "对剩余77户、168名贫困人口，对照退出标准，确保脱贫出列。",
            [("77户", "脱贫", "贫困人口"), ("168名", "脱贫", "贫困人口")],
        ),
        ("对12家重点企业，分别由区、镇给予重点扶持。", [("12家", "扶持", "重点企业")]),
        ("加大对青蓑、鹭汀等8个产粮大镇的扶持力度。", [("8个", "加大", "产粮大镇")]),
        ("按每人1万元的标准资助初创业者。", [("1万元", "资助", "初创业者")]),
        ("全年为企业减负2亿元。", [("2亿元", "减负", "企业")]),
        ("向困难群众284人发放价格补贴。", [("284人", "发放", "困难群众")]),
        ("在全区种植开花乔木5000株。", [("5000株", "种植", "开花乔木")]),
    ],
)
def test_for_whom_something_is_done(sentence: str, words: list[tuple[str, str, str]]) -> None:
    assert told(sentence) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "将6所青蓑学校和5所鹭汀院校办学体制调整为区属。",
            [("6所", "调整", "青蓑学校"), ("5所", "调整", "鹭汀院校办学体制")],
        ),
        ("将80%以上的争议化解在基层。", [("80%以上", "化解", "争议")]),
        ("将3亿元财政资金纳入直达机制。", [("3亿元", "纳入", "财政资金")]),
    ],
)
def test_what_is_done_to_what_jiang_brings(sentence: str, words: list[tuple[str, str, str]]) -> None:
    assert told(sentence) == words


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("推动2个商场、3家企业、1个项目落地。", "落地"),
        ("推进4个物流基地转型升级。", "推进"),
        ("推进4个物流基地开工。", "开工"),
        ("促进21个产业集群发展。", "发展"),
        ("年内实现300套住房的竣工验收。", "实现"),
        ("推进30家事业单位转企改制或撤并。", "转企改制或撤并"),
        ("推动2个物流基地加快启动建设、项目落地。", "启动建设"),
        ("引导30家企业实施技术改造。", "引导"),
        ("确保5个场馆和47个配套项目如期开工。", "开工"),
        ("确保剩余贫困人口322户全部脱贫。", "脱贫"),
        ("国有资本70%以上集中到基础性行业。", "集中到"),
        ("确保12栋违法建筑处置到位。", "处置到位"),
    ],
)
def test_a_stage_behind_the_noun_is_the_act_unless_it_is_an_effort(sentence: str, action: str) -> None:
    assert targets_in(sentence)[0].action == action


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("使用3亿元专项资金。", ("使用", "专项资金")),
        ("新投产风电机组30台。", ("新投产", "风电机组")),
        ("新增设施农业2000亩。", ("新增", "设施农业")),
        ("保障性住房新安排700套。", ("新安排", "保障性住房")),
        ("取消或停征行政收费35项。", ("取消或停征", "行政收费")),
        ("集中攻坚、压茬推进10条道路。", ("攻坚、压茬推进", "道路")),
        ("新建相控阵雷达2部。", ("新建", "相控阵雷达")),
        ("赤字规模比上年年初预算增加18亿元。", ("增加", "赤字规模")),
        ("公共卫生经费补助标准从年人均40元提高到45元。", ("提高到", "公共卫生经费补助标准")),
        ("补贴总面积不少于260万亩。", ("", "补贴总面积")),
        ("力争调解成功率不低于97%。", ("", "调解成功率")),
        ("物业服务覆盖30个老旧小区。", ("覆盖", "老旧小区")),
        ("实现宽带网络覆盖学校、医院90个。", ("覆盖", "学校、医院")),
        ("开展青年创业行动、支持项目50个。", ("支持", "项目")),
        ("一般公共预算收入在去年任务的基础上增长8%。", ("增长", "一般公共预算收入")),
        ("宽带平均资费再降10%。", ("降", "宽带平均资费")),
        ("比改革前减轻企业负担5亿元。", ("减轻", "企业负担")),
        ("坚决守住18万亩耕地红线。", ("守住", "耕地红线")),
        ("创新模式建设2个联合大楼。", ("建设", "联合大楼")),
        ("一律按不低于5%的幅度压减一般性支出。", ("压减", "一般性支出")),
        ("完成第一阶段改造并启动第二阶段小区5个。", ("启动", "第二阶段小区")),
        ("广义货币余额预期增长均为12%左右。", ("增长", "广义货币余额")),
        ("三级医院50%的门诊号源提前向基层投放。", ("投放", "门诊号源")),
    ],
)
def test_words_that_look_like_another_act(sentence: str, words: tuple[str, str]) -> None:
    target = target_in(sentence)
    assert (target.action, target.object) == words


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("实现旅游总收入25亿元。", "reach"),
        ("实现土地整备29万平方米。", "do"),
        ("增加公办学位5000个。", "do"),
        ("农村劳动力就业新增1.3万人。", "do"),
        ("支出规模增加1.3亿元。", "grow"),
        ("实现社区食堂100%覆盖。", "reach"),
        ("完成60%的任务量。", "do"),
    ],
)
def test_the_mode_of_acts_that_are_levels_too(sentence: str, mode: str) -> None:
    assert target_in(sentence).mode == mode


def test_two_falls_by_one_verb_have_one_mode() -> None:
    assert [target.mode for target in targets_in("居民医保、公共卫生补助标准分别提高30元和5元。")] == ["grow", "grow"]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("力争到2028年，城镇化率达到60%。", "strive"),
        ("2个乡镇争创国家卫生镇。", "strive"),
        ("到2028年，城镇化率达到60%。", "firm"),
    ],
)
def test_effort_told_in_a_clause_of_its_own_or_by_the_act(sentence: str, modality: str) -> None:
    assert target_in(sentence).modality == modality


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("城镇新增就业2万人，失业人员再就业750人。", "失业人员再就业"),
        ("压减地下水开采量7万立方米，生态补水6万立方米。", "生态补水"),
        ("安排项目40项，计划投资60亿元。", "计划投资"),
        ("共建5家创新基地，技术合同成交总额15亿元以上。", "技术合同成交总额"),
        ("新建冷库3座，粮食综合生产能力12万吨；", "粮食综合生产能力"),
    ],
)
def test_no_act_before_falls_on_an_outcome_of_its_own(sentence: str, thing: str) -> None:
    target = targets_in(sentence)[-1]
    assert (target.action, target.object) == ("", thing)


def test_acts_of_a_list_have_objects_of_their_own() -> None:
    assert told("拆除违法建筑9万平方米、治理存量无手续建筑8万平方米。") == [
        ("9万平方米", "拆除", "违法建筑"),
        ("8万平方米", "治理", "存量无手续建筑"),
    ]


def test_at_least_before_the_act_holds_for_the_list() -> None:
    assert [target.relation for target in targets_in("每镇至少建成2个示范区、20个示范村。")] == ["ge", "ge"]


def test_how_a_sum_grows_ends_no_act() -> None:
    assert told("安排教育支出15亿元，增长34%；卫生支出6亿元。")[2] == ("6亿元", "安排", "卫生支出")


def test_two_acts_together_are_no_noun() -> None:
    assert told("完成土地整备20万平方米、拆除消化违法建筑9万平方米。")[1] == ("9万平方米", "拆除消化", "违法建筑")
