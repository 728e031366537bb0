"""What a number takes from the words around it when its own are missing, shared or far away."""

from __future__ import annotations

import pytest
from passages import targets_in, words_of

Words = list[tuple[str, str, str]]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("开工6座、建成2座过街天桥。", [("6座", "开工", "过街天桥"), ("2座", "建成", "过街天桥")]),
        (
            "新开工和筹集安置房600套、竣工500套、供应400套。",
            [("600套", "新开工和筹集", "安置房"), ("500套", "竣工", "安置房"), ("400套", "供应", "安置房")],
        ),
        (
            "推动4个国家级、8个省级外贸基地提档升级。",
            [("4个", "提档升级", "国家级外贸基地"), ("8个", "提档升级", "省级外贸基地")],
        ),
    ],
)
def test_one_noun_serves_several_numbers(sentence: str, words: Words) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("实施“小升规”倍增计划，新增78家。", [("78家", "新增", "小升规")]),
        ("高新技术企业倍增，达到500家。", [("500家", "达到", "高新技术企业")]),
        ("加快保障性住房建设，新开工1200套。", [("1200套", "新开工", "保障性住房")]),
        ("建设一批高品质、可负担的保障性住房，全年筹集3800套。", [("3800套", "筹集", "保障性住房")]),
        (
            "开发区营业收入超过45亿元，固投达到10亿元。",
            [("45亿元", "超过", "开发区营业收入"), ("10亿元", "达到", "开发区固投")],
        ),
        (
            "盯紧17个重点项目建设，全年投资达到9亿元。",
            [("17个", "盯紧", "重点项目建设"), ("9亿元", "达到", "重点项目投资")],
        ),
    ],
)
def test_the_clause_before_says_what_is_counted(sentence: str, words: Words) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("推进医疗基地29个签约项目加快落地。", [("29个", "落地", "医疗基地签约项目")]),
        ("完成环水库30公里绿道建设。", [("30公里", "完成", "绿道")]),
        ("抓实“十个常态化”30项措施。", [("30项", "抓实", "“十个常态化”措施")]),
    ],
)
def test_a_place_before_the_number_leaves_the_noun_behind_it_to_be_counted(sentence: str, words: Words) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("推动10条联络通道加快建设。", [("10条", "加快建设", "联络通道")]),
        ("力争3所新建学校顺利开学。", [("3所", "开学", "新建学校")]),
        ("推动12家企业挂牌上市。", [("12家", "挂牌上市", "企业")]),
        ("确保受污染耕地100%安全利用。", [("100%", "安全利用", "受污染耕地")]),
        ("新增2家社康达到国家推荐标准。", [("2家", "新增", "社康")]),
        ("推动海绵城市面积占建成区的60%。", [("60%", "占", "海绵城市面积")]),
    ],
)
def test_the_verb_behind_the_noun(sentence: str, words: Words) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("新引进、认定各类人才1800名。", [("1800名", "新引进、认定", "各类人才")]),
        ("新建及修复污水管网15公里。", [("15公里", "新建及修复", "污水管网")]),
        ("规划建设远足径16公里。", [("16公里", "规划建设", "远足径")]),
        ("开展检测、认证服务20次。", [("20次", "开展", "检测、认证服务")]),
    ],
)
def test_acts_in_a_row_are_one_act_where_the_last_falls_on_the_same_thing(sentence: str, words: Words) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "完成林果调优1万亩、品质提升5万亩、精品培育5千亩。",
            [("1万亩", "完成", "林果调优"), ("5万亩", "完成", "品质提升"), ("5千亩", "完成", "精品培育")],
        ),
        ("打造12家名师（名校长）工作室。", [("12家", "打造", "名师（名校长）工作室")]),
        ("企业问题解决回复率100%。", [("100%", "", "企业问题解决回复率")]),
        ("实现智慧监管三个100%。", []),
    ],
)
def test_nouns_of_doing_brackets_and_rates(sentence: str, words: Words) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


def test_proper_names_before_others_are_examples_and_the_kind_is_counted() -> None:
    (target,) = targets_in("实施青蓑沟治理、鹭汀河治理等水利工程4项。")
    assert (target.object, target.names) == ("水利工程", ("青蓑沟治理", "鹭汀河治理"))
    (target,) = targets_in("新增养老、托育等机构35个。")
    assert target.object == "养老、托育等机构"


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("新增停车设施运营等服务场景30个。", "服务场景"),
        ("引进检测、认证等专业机构8家。", "检测、认证等专业机构"),
        ("新增省级实验室、工程中心等各类创新载体10家。", "各类创新载体"),
        ("新增市级以上实验室、技术中心等创新平台5家。", "市级以上实验室、技术中心等创新平台"),
        ("引进影视、游戏等领域优质企业10家。", "影视、游戏等领域优质企业"),
        ("新建70处篮球、足球等运动场地。", "运动场地"),
        ("为1800名残疾人提供日间照料、辅助就业等社区服务。", "残疾人"),
    ],
)
def test_a_kind_that_tells_enough_is_counted_without_its_examples(sentence: str, thing: str) -> None:
    (target,) = targets_in(sentence)
    assert target.object == thing


def test_a_further_verb_behind_the_noun_ends_it() -> None:
    (target,) = targets_in("引导40家企业实施技术改造提质增效。")
    assert target.object == "企业"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("扶持50家企业智能化转型，400家小企业上云。", ("400家", "上云", "小企业")),
        ("实现青蓑公园、鹭汀公园等4个公园开工。", ("4个", "开工", "公园")),
        ("其中产值超30亿元的产业项目5个以上。", ("5个以上", "", "产值超30亿元的产业项目")),
        ("推动改造厂房150万平方米以上。", ("150万平方米以上", "改造", "厂房")),
        ("加快旧工业区改造，推动改造150万平方米以上。", ("150万平方米以上", "改造", "旧工业区")),
        ("建成青蓑路、鹭汀大道等道路35条。", ("35条", "建成", "道路")),
        ("第一批10个街区项目形象进度达60%以上。", ("60%以上", "达", "第一批10个街区项目形象进度")),
    ],
)
def test_the_verb_of_its_own_and_the_noun_of_its_own(sentence: str, words: tuple[str, str, str]) -> None:
    assert words_of(targets_in(sentence)[-1]) == words


def test_a_count_inside_the_subject_of_a_rate_is_no_target() -> None:
    assert len(targets_in("第一批10个街区项目形象进度达60%以上。")) == 1


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("安排重大项目80个，年度计划投资120亿元以上。", ("120亿元以上", "", "年度计划投资")),
        ("完成人工造林3万亩，林地保有量不低于9万公顷。", ("9万公顷", "", "林地保有量")),
        ("完成清淤6公里，粉尘平均浓度低于30微克/立方米。", ("30微克/立方米", "", "粉尘平均浓度")),
        ("完成清淤6公里，治沙5公里。", ("5公里", "完成", "治沙")),
    ],
)
def test_no_act_before_falls_on_a_level_that_has_a_bound(sentence: str, words: tuple[str, str, str]) -> None:
    assert words_of(targets_in(sentence)[-1]) == words


def test_a_noun_of_doing_that_closes_its_clause_is_the_act_of_that_clause_alone() -> None:
    first, second, third = targets_in("家政服务人员培训800人以上，公益电影放映400场，书画展览30场。")
    assert words_of(first) == ("800人以上", "培训", "家政服务人员")
    assert words_of(second) == ("400场", "放映", "公益电影")
    assert (third.action, first.mode) == ("", "do")


def test_a_noun_of_doing_in_a_list_is_what_the_act_of_the_list_falls_on() -> None:
    _, second = targets_in("完成危房改造40户、家政服务人员培训800人。")
    assert words_of(second) == ("800人", "完成", "家政服务人员培训")


def test_two_measures_of_one_thing_reach_the_stage_behind_it() -> None:
    found = targets_in("确保剩余40户、96人受灾群众今年上半年全部回迁。")
    assert [words_of(target) for target in found] == [("40户", "回迁", "受灾群众"), ("96人", "回迁", "受灾群众")]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("完成违建治理6处，其中历史遗留房屋处理确认3万平方米。", ("3万平方米", "处理确认", "历史遗留房屋")),
        ("实现中小学100%提供课后服务，公办食堂100%自营。", ("100%", "自营", "公办食堂")),
    ],
)
def test_an_act_of_its_own_is_preferred_to_one_before(sentence: str, words: tuple[str, str, str]) -> None:
    assert words_of(targets_in(sentence)[-1]) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "生均公用经费标准小学不低于每生每年850元，初中不低于每生每年1050元。",
            [("850元", "", "生均公用经费标准小学"), ("1050元", "", "初中生均公用经费标准")],
        ),
        (
            "提高保险保额标准，水稻由600元/亩提高至800元/亩，林木由300元/亩提高至400元/亩。",
            [("800元/亩", "提高至", "水稻保险保额标准"), ("400元/亩", "提高至", "林木保险保额标准")],
        ),
        (
            "提高孤儿、困境儿童基本养育标准，集中供养孤儿从每人每月1620元提高到1683元。",
            [("1683元", "提高到", "集中供养孤儿基本养育标准")],
        ),
        (
            "孤儿最低养育标准集中供养和分散供养水平分别提高到每人每月1650元和1080元。",
            [
                ("1650元", "提高到", "孤儿最低养育标准集中供养"),
                ("1080元", "提高到", "孤儿最低养育标准分散供养水平"),
            ],
        ),
        ("财政收入达到12亿元，工业产值达到90亿元。", [("12亿元", "达到", "财政收入"), ("90亿元", "达到", "工业产值")]),
    ],
)
def test_a_standard_is_told_once_for_several_groups(sentence: str, words: Words) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("为120家预防接种门诊配置冷藏设备。", ("120家", "配置", "预防接种门诊")),
        ("为15个镇级救援保障中心，配备应急装备。", ("15个", "配备", "镇级救援保障中心")),
        ("安排专项债券3亿元支持产业园建设。", ("3亿元", "安排", "专项债券")),
        ("年内市级重点建设项目完成投资30亿元。", ("30亿元", "完成", "市级重点建设项目投资")),
        ("招聘特岗教师330名充实一线教学。", ("330名", "招聘", "特岗教师")),
        ("将小规模企业起征点从月销售额5万元提高到8万元。", ("8万元", "提高到", "小规模企业起征点")),
        ("完成通村（镇通村、村通村公路）畅通工程400公里。", ("400公里", "完成", "通村畅通工程")),
    ],
)
def test_for_whom_of_what_and_whose(sentence: str, words: tuple[str, str, str]) -> None:
    (target,) = targets_in(sentence)
    assert words_of(target) == words


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("聘请20名副高级以上职称的医疗专家。", "医疗专家"),
        ("开展主要负责同志带队的精准招商活动30次。", "精准招商活动"),
        ("新增注册地在云浦的上市企业5家。", "注册地在云浦的上市企业"),
        ("培育产值超亿元的骨干企业3家。", "产值超亿元的骨干企业"),
        ("加强76栋重点商务楼宇的服务监测。", "重点商务楼宇"),
        ("开展5个矿山的地质环境调查工作。", "矿山"),
        ("完成22个行政村的生活污水治理。", "行政村的生活污水"),
        ("完成5家社区“晚晴”项目。", "社区“晚晴”项目"),
        ("完成29条道路“亮化”改造。", "道路"),
        ("完成500批次食品抽检任务。", "食品抽检"),
        ("省内种植的所有水果品种100%纳入。", "水果品种"),
        ("7条河流按河长计算优良水体比例提升至80%以上。", "优良水体比例"),
        ("推动户政、社保和助老等高频服务上线不少于200项。", "高频服务"),
    ],
)
def test_a_description_is_left_out_unless_it_tells_which(sentence: str, thing: str) -> None:
    assert targets_in(sentence)[0].object == thing


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "推动7家城市医院组团式帮扶6个县级医院。",
            [("7家", "帮扶", "城市医院"), ("6个", "帮扶", "县级医院")],
        ),
        (
            "为4家升级建设的卫生院招聘全科医生10名。",
            [("4家", "招聘", "升级建设的卫生院"), ("10名", "招聘", "全科医生")],
        ),
        (
            "工业增加值达到55亿元，增速超过10%。",
            [("55亿元", "达到", "工业增加值"), ("10%", "超过", "工业增加值增速")],
        ),
        (
            "居民医疗保险覆盖率达到98%，报销比例达到70%。",
            [("98%", "达到", "居民医疗保险覆盖率"), ("70%", "达到", "居民医疗保险报销比例")],
        ),
        (
            "完成通村路硬化58公里、砂土路30公里和边沟15公里改造。",
            [("58公里", "完成", "通村路硬化"), ("30公里", "完成", "砂土路"), ("15公里", "完成", "边沟")],
        ),
    ],
)
def test_what_one_number_lends_the_next(sentence: str, words: Words) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("选取5个产业基础好、发展空间大的领域。", ("5个", "选取", "领域")),
        ("对45个住院医师规范化培训基地给予补助。", ("45个", "给予", "住院医师规范化培训基地")),
        ("山区12个乡镇卫生院全部配置远程设备。", ("12个", "配置", "乡镇卫生院")),
        ("其他三级医院50%的门诊号源提前向基层投放。", ("50%", "投放", "门诊号源")),
        ("推动物业服务覆盖30个老旧小区。", ("30个", "覆盖", "老旧小区")),
        ("保证每个村都有1所标准化卫生室。", ("1所", "", "标准化卫生室")),
        ("落实利用外资10项措施。", ("10项", "落实", "利用外资措施")),
        ("建成27个“口袋公园”和滨河步道。", ("27个", "建成", "“口袋公园”")),
        ("完成13个乡镇和部分村庄规划。", ("13个", "完成", "乡镇")),
        ("严守27平方公里工业区块红线并稳定用地规模。", ("27平方公里", "严守", "工业区块红线")),
        ("扶持10个村发展农业产业。", ("10个", "扶持", "村")),
        ("加强对10家拟上市重点企业的指导和服务。", ("10家", "加强", "拟上市重点企业")),
        ("将制造业等行业现行16%的税率降至13%。", ("13%", "降至", "制造业等行业现行16%的税率")),
    ],
)
def test_who_or_what_a_number_counts(sentence: str, words: tuple[str, str, str]) -> None:
    (target,) = targets_in(sentence)
    assert words_of(target) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("城镇居民建档率达到50%，农村达到15%。", ("15%", "达到", "农村居民建档率")),
        ("完成危旧房改造60户，补助标准从每户1.5万元提高到2万元。", ("2万元", "提高到", "危旧房改造补助标准")),
        ("实施山区教师生活补助，补助标准提高到每月800元。", ("800元", "提高到", "山区教师生活补助标准")),
        ("确保剩余贫困人口32户67人上半年全部脱贫。", ("67人", "脱贫", "贫困人口")),
    ],
)
def test_the_last_number_takes_its_owner_from_before(sentence: str, words: tuple[str, str, str]) -> None:
    assert words_of(targets_in(sentence)[-1]) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("⑦投资1000万元，新增灌溉面积2.7万亩。", ("1000万元", "投资", "灌溉面积")),
        ("推进20项民生实事和一批微实事。", ("20项", "推进", "民生实事")),
        ("氨氮、二氧化硫排放量分别下降2%。", ("2%", "下降", "氨氮排放量、二氧化硫排放量")),
        ("“十六五”末港口吞吐能力达到8亿吨。", ("8亿吨", "达到", "港口吞吐能力")),
        ("城市更新完成投资12亿元。", ("12亿元", "完成", "城市更新投资")),
        ("向低收入群体2800人发放价格补贴。", ("2800人", "发放", "低收入群体")),
        ("推动轨道交通11条线路建设提速。", ("11条", "建设提速", "轨道交通线路")),
        ("完成环水库30公里绿道建设。", ("30公里", "完成", "绿道")),
        ("投资8000万元实施高效灌溉、水土保持等水利工程。", ("8000万元", "投资", "水利工程")),
        ("投资1.5亿元实施集中供热、雨水管网工程。", ("1.5亿元", "投资", "集中供热、雨水管网工程")),
        ("抓好5个总投资6亿元的重点项目建设。", ("5个", "抓好", "重点项目")),
        ("遴选200名执业医师服务基层。", ("200名", "遴选", "执业医师")),
    ],
)
def test_who_is_given_what_and_where_it_is(sentence: str, words: tuple[str, str, str]) -> None:
    assert words_of(targets_in(sentence)[0]) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("增加学位7000座，比“十三五”期间增长62%。", ("62%", "增长", "学位")),
        ("平原地区村庄治理比例达到15%，山区地区达到10%。", ("10%", "达到", "山区地区村庄治理比例")),
        ("开工建设5个百亿级、10个三十亿以上重大工业项目。", ("10个", "开工建设", "三十亿以上重大工业项目")),
        ("化学需氧量、氨氮排放量分别下降2%、3%。", ("3%", "下降", "氨氮排放量")),
    ],
)
def test_what_the_last_number_is_told_of(sentence: str, words: tuple[str, str, str]) -> None:
    assert words_of(targets_in(sentence)[-1]) == words
