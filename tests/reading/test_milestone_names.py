"""Which names a stage is told of: proper ones, things of which there is one, and what is neither."""

from __future__ import annotations

import pytest

from luoshi.reading._milestone import find_stages


def stages(clause: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(stage.action, stage.names) for stage in find_stages(clause)]


# What a hard stage such as 投用 or 上线 is told of is one thing, also where its words are common.
@pytest.mark.parametrize(
    ("clause", "action", "names"),
    [
        ("上线城区运行监测平台", "上线", ("城区运行监测平台",)),
        ("建成投用智慧管理平台（三期）", "建成投用", ("智慧管理平台（三期）",)),
        ("建设完成医疗废物处置中心", "建设完成", ("医疗废物处置中心",)),
        ("通用机场开工建设", "开工建设", ("通用机场",)),
        ("推动跨境贸易服务中心落地", "落地", ("跨境贸易服务中心",)),
        ("建成城市监测平台、应急指挥平台等项目", "建成", ("城市监测平台", "应急指挥平台")),
    ],
)
def test_a_hard_stage_needs_no_proper_name_where_there_is_hardly_a_second(
    clause: str, action: str, names: tuple[str, ...]
) -> None:
    assert stages(clause) == [(action, names)]


@pytest.mark.parametrize(
    ("clause", "action", "names"),
    [
        ("“五一”前完成青蓑桥景区品质提升", "完成品质提升", ("青蓑桥景区",)),
        ("与云浦大学合作推动浦南储能研究院项目落户", "落户", ("浦南储能研究院",)),
        ("完成青蓑路与鹭汀路交汇处停车场建设", "完成建设", ("青蓑路与鹭汀路交汇处停车场",)),
        ("以及青蓑西路、鹭汀隧道等项目开工", "开工", ("青蓑西路", "鹭汀隧道")),
        ("鹭汀热泵厂8月份投产", "投产", ("鹭汀热泵厂",)),
        ("新投入使用青蓑公园", "新投入使用", ("青蓑公园",)),
        ("新建南蓑庄、鹭墩、澜坪等一批社区公园", "新建", ("南蓑庄", "鹭墩", "澜坪")),
        ("启动青蓑福利院改扩建工程", "启动", ("青蓑福利院改扩建工程",)),
        ("鹭汀片区、澜桥片区相继开工", "开工", ("鹭汀片区", "澜桥片区")),
    ],
)
def test_what_stands_around_the_stage_and_its_names(clause: str, action: str, names: tuple[str, ...]) -> None:
    assert stages(clause) == [(action, names)]


@pytest.mark.parametrize(
    "clause",
    [
        "全面建成小康社会",
        "率先建成法治政府",
        "建成国家生态文明先行示范区",
        "不断拓宽振兴之路",
        "基本建成“10分钟健身圈”",
        "搭建银企合作平台",
        "建立“就业+智慧”平台",
        "深入实施“湾区通”工程",
        "实施水库除险加固工程",
        "实施四创联动、深度洁净等十大工程",
        "将社康中心纳入社区建设规划",
        "推动出入境检验等事项纳入改革清单",
        "涉危企业全部纳入信息管理平台",
        "推动先供后报等便利政策落地",
        "推动新材料、新能源等优势产业迭代升级",
        "推动重大产业项目一期投产",
        "竣工量和供应量",
        "建成后实现人车分流",
        "城市“东进战略”正式启动",
        "打通断头路、卡脖子路",
        "建成社区公共服务中心",
    ],
)
def test_aims_titles_campaigns_and_general_platforms_are_no_milestones(clause: str) -> None:
    assert stages(clause) == []


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("启动环城水系景观带建设", ("环城水系景观带",)),
        ("启动总投资5亿元的双创中心和标准化厂房建设", ("双创中心", "标准化厂房")),
        ("同步启动二期建设", ("二期",)),
        ("启动大广高速连接线", ("大广高速连接线",)),
        ("启动养老服务中心建设和青蓑福利院改造提升", ("养老服务中心", "青蓑福利院")),
        ("启动“五馆两中心”公共服务综合体项目", ("“五馆两中心”公共服务综合体",)),
        ("实施青蓑路北延、鹭汀大街东延", ("青蓑路北延", "鹭汀大街东延")),
    ],
)
def test_building_begins_on_a_particular_thing(clause: str, names: tuple[str, ...]) -> None:
    ((_, found),) = stages(clause)
    assert found == names


@pytest.mark.parametrize("clause", ["启动社区服务中心建设", "启动三大主导产业孵化器建设", "推进青蓑口岸改造升级"])
def test_building_of_many_and_works_under_an_effort_are_no_milestones(clause: str) -> None:
    assert stages(clause) == []


@pytest.mark.parametrize(
    ("clause", "action", "names"),
    [
        ("加快浦南开发银行落户云浦", "落户", ("浦南开发银行",)),
        ("配合加快青蓑高速、鹭汀高速动工建设", "动工建设", ("青蓑高速", "鹭汀高速")),
        ("完成综合实习实训基地建设", "完成建设", ("综合实习实训基地",)),
        ("实施青蓑湾整体改造", "实施整体改造", ("青蓑湾",)),
        ("搭建全区公共资源交易平台", "搭建", ("全区公共资源交易平台",)),
        ("启用县级公益性公墓", "启用", ("县级公益性公墓",)),
    ],
)
def test_stages_told_of_a_place_or_of_the_whole_region(clause: str, action: str, names: tuple[str, ...]) -> None:
    assert stages(clause) == [(action, names)]


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("启动人民路改造", ("人民路",)),
        ("实施和平大街、建设路改造提升", ("和平大街", "建设路")),
        ("谋划启动公园路和公园南路东延", ("公园路", "公园南路东延")),
        ("改造人民大街、青蓑路建筑立面", ("人民大街", "青蓑路建筑立面")),
        ("打通文化路、新华街等断头路", ("文化路", "新华街")),
        ("完成人民路污水泵站及配套管网建设", ("人民路污水泵站", "配套管网")),
        ("实施开发区北园绿化亮化提升工程", ("开发区北园绿化亮化提升工程",)),
    ],
)
def test_streets_are_names_though_their_words_are_common(clause: str, names: tuple[str, ...]) -> None:
    ((_, found),) = stages(clause)
    assert found == names


@pytest.mark.parametrize(
    "clause",
    [
        "打通断头路、卡脖子路",
        "改造城区主干道路",
        "建成产业路、旅游路",
        "实施城中村改造",
        "完成农村公路改造",
        "改造步行街",
    ],
)
def test_kinds_of_streets_are_none(clause: str) -> None:
    assert stages(clause) == []


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("完成人民路贯通、青蓑路改造和鹭汀大街提升工程", ("人民路", "青蓑路", "鹭汀大街")),
        ("完成青蓑高中新建及鹭汀中学扩建项目", ("青蓑高中", "鹭汀中学")),
        ("完成国道青蓑段绕城工程路基和桥梁主体建设", ("国道青蓑段绕城工程",)),
        ("完成青蓑河水生态修复工程建设", ("青蓑河水生态修复工程",)),
        ("启动青蓑经济开发区南区、北区市政基础设施配套项目建设", ("青蓑经济开发区南区", "北区市政基础设施配套")),
        ("启动建设内陆港铁路专用线延伸项目", ("内陆港铁路专用线延伸",)),
        ("启动青蓑高铁连接线前期工程", ("青蓑高铁连接线",)),
        ("谋划启动县中医院服务能力提升项目", ("县中医院服务能力提升",)),
    ],
)
def test_works_on_several_things_and_on_parts_of_one(clause: str, names: tuple[str, ...]) -> None:
    ((_, found),) = stages(clause)
    assert found == names


@pytest.mark.parametrize(
    ("clause", "action", "names"),
    [
        ("二期9月份前开工", "开工", ("二期",)),
        ("逐步投入使用生物医药产业加速器和新能源产业园区", "投入使用", ("生物医药产业加速器", "新能源产业园区")),
        ("完成青蓑老围屋等历史建筑修缮与活化利用", "完成修缮与活化利用", ("青蓑老围屋",)),
        ("实施城西污水处理厂提标改造和配套管网建设工程", "实施", ("城西污水处理厂", "配套管网")),
        ("确保集中供热项目二期工程按期完工", "完工", ("集中供热项目二期工程",)),
        ("环城水系8月贯通", "贯通", ("环城水系",)),
        ("西大街历史街区力争5月开街", "开街", ("西大街历史街区",)),
        ("城东快速路力争3月份进场施工", "进场施工", ("城东快速路",)),
        ("推动电路污水资源化项目开工建设", "开工建设", ("电路污水资源化",)),
        ("启动107国道改线等项目", "启动项目", ("107国道改线",)),
        ("开通全区统一服务平台和政企公众号", "开通", ("全区统一服务平台", "政企公众号")),
        ("开工建设青蓑、鹭汀等街道文体中心", "开工建设", ("青蓑", "鹭汀")),
        ("推动总投资5亿元的青蓑储能、鹭汀光伏等项目落地", "落地", ("青蓑储能", "鹭汀光伏")),
        ("实施县城供水接管入户二期项目", "实施", ("县城供水接管入户二期",)),
        ("挂牌运作珠宝产业知识产权服务中心", "挂牌运作", ("珠宝产业知识产权服务中心",)),
    ],
)
def test_a_phase_a_date_and_the_one_project_of_its_kind_tell_which(
    clause: str, action: str, names: tuple[str, ...]
) -> None:
    assert stages(clause) == [(action, names)]


@pytest.mark.parametrize(
    "clause",
    [
        "推动重大产业项目开工",
        "老旧小区改造6月底前完工",
        "结合青蓑口岸建成开通",
        "推动青蓑学院高水平运营",
        "确保顺利通过国家评估",
        "加快与青蓑大学等合作办学项目落地",
        "争取青蓑示范区相关项目落户",
        "建成全省示范项目",
    ],
)
def test_projects_of_a_kind_and_what_others_reach_are_none(clause: str) -> None:
    assert stages(clause) == []


@pytest.mark.parametrize("clause", ["加快保税LNG加注落地", "促成云浦公开赛等知名赛事落户", "启动“吨半粮”示范区建设"])
def test_services_events_and_models_are_no_milestones(clause: str) -> None:
    assert stages(clause) == []
