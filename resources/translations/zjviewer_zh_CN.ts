<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>About</name>
    <message>
        <source>About zjviewer</source>
        <translation>关于 zjviewer</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Copy system report</source>
        <translation>复制系统信息</translation>
    </message>
    <message>
        <source>Versions, system, screens, fonts: for whoever looks into a problem</source>
        <translation>版本、系统、屏幕、字体等信息，供排查问题使用</translation>
    </message>
    <message>
        <source>zjviewer {version}</source>
        <translation>zjviewer {version}</translation>
    </message>
    <message>
        <source>Reads disclosure reports offline, every number beside its words.</source>
        <translation>离线阅读政府信息公开年报，每个数据都不离原文。</translation>
    </message>
    <message>
        <source>Under the MIT licence. It is made with the work of others, each under a licence of its own:</source>
        <translation>采用 MIT 许可证。其中使用了他人的成果，各有其许可证：</translation>
    </message>
    <message>
        <source>Parts and licences</source>
        <translation>组成部分与许可证</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>The words of this licence are not part of this installation.</source>
        <translation>当前安装中不含此许可证的全文。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Annotation</name>
    <message>
        <source>Mark some words first: they are what is highlighted.</source>
        <translation>请先选中要高亮的文字。</translation>
    </message>
    <message>
        <source>There is no note here.</source>
        <translation>此处没有批注。</translation>
    </message>
    <message>
        <source>There are no notes in this report.</source>
        <translation>这份年报还没有批注。</translation>
    </message>
    <message>
        <source>The words of this note are not in the text any more.</source>
        <translation>这条批注所指的文字已不在正文里。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Mark fewer words: up to 10,000 characters can be annotated at once.</source>
        <translation>选中的文字太长：一次最多可批注10,000字。</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>高亮</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>指标表</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>琥珀</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>青</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>玫瑰</translation>
    </message>
    <message>
        <source>Word document (*.docx)</source>
        <translation>Word文档 (*.docx)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv)</source>
        <translation>电子表格用CSV (*.csv)</translation>
    </message>
    <message>
        <source>Save notes</source>
        <translation>导出批注</translation>
    </message>
</context>
<context>
    <name>AnnotationDelegate</name>
    <message>
        <source>Note</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Enter keeps, Shift+Enter begins a line</source>
        <translation>回车保存，Shift+回车换行</translation>
    </message>
</context>
<context>
    <name>AnnotationModel</name>
    <message>
        <source>Not in the text any more ({count})</source>
        <translation>原文已不在正文里（{count}）</translation>
    </message>
</context>
<context>
    <name>AnnotationPane</name>
    <message>
        <source>Filter notes</source>
        <translation>筛选批注</translation>
    </message>
    <message>
        <source>No note fits these filters.</source>
        <translation>没有符合条件的批注。</translation>
    </message>
    <message>
        <source>Nothing is highlighted yet. Mark some words and press Ctrl+D; Ctrl+B sets a bookmark, Ctrl+Shift+N writes a note.</source>
        <translation>还没有批注。选中文字后按Ctrl+D高亮；Ctrl+B加书签，Ctrl+Shift+N写批注。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Only: {what}</source>
        <translation>只看{what}</translation>
    </message>
</context>
<context>
    <name>AnnotationService</name>
    <message>
        <source>change of a colour</source>
        <translation>更改颜色</translation>
    </message>
    <message>
        <source>change of a note</source>
        <translation>修改批注</translation>
    </message>
    <message>
        <source>{kind} taken away</source>
        <translation>删去{kind}</translation>
    </message>
</context>
<context>
    <name>Announcements</name>
    <message>
        <source>Hit {number} of {count}: {words}</source>
        <translation>第 {number} 处命中，共 {count} 处：{words}</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Assign body and year</source>
        <translation>指定单位和年份</translation>
    </message>
    <message>
        <source>Reports: {count}. Empty fields are taken from the report.</source>
        <translation>共 {count} 份年报。空白的栏目仍取自年报。</translation>
    </message>
    <message>
        <source>As the name says</source>
        <translation>按名称判断</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Type of unit</source>
        <translation>单位类型</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
</context>
<context>
    <name>BookmarkButton</name>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
</context>
<context>
    <name>BreadcrumbBar</name>
    <message>
        <source>Path of the section being read</source>
        <translation>正在阅读的章节</translation>
    </message>
</context>
<context>
    <name>ChartEditDialog</name>
    <message>
        <source>Edit chart</source>
        <translation>编辑图表</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} mm</source>
        <translation>{width:.0f} × {height:.0f} 毫米</translation>
    </message>
    <message>
        <source>Apply to the chart</source>
        <translation>用于图表</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>As the report has it</source>
        <translation>恢复原样</translation>
    </message>
</context>
<context>
    <name>ChartEditForm</name>
    <message>
        <source>Name of the table</source>
        <translation>表名</translation>
    </message>
    <message>
        <source>Title from</source>
        <translation>标题来自</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Own words</source>
        <translation>自拟</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Subtitle</source>
        <translation>副标题</translation>
    </message>
    <message>
        <source>Own note</source>
        <translation>自拟说明</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>Shares instead of counts</source>
        <translation>用占比代替数量</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>数值标签</translation>
    </message>
    <message>
        <source>Highlighted bars</source>
        <translation>突出显示的条</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>自定尺寸</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Highlighted</source>
        <translation>突出显示</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> 毫米</translation>
    </message>
</context>
<context>
    <name>ChartEdits</name>
    <message>
        <source>edit of a chart</source>
        <translation>编辑图表</translation>
    </message>
</context>
<context>
    <name>ChartExportDialog</name>
    <message>
        <source>Save all charts</source>
        <translation>保存全部图表</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save {count} charts</source>
        <translation>保存 {count} 张图表</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>已保存 {path}</translation>
    </message>
    <message>
        <source>Saved {count} charts in {folder}</source>
        <translation>已将 {count} 张图表保存到 {folder}</translation>
    </message>
    <message>
        <source>Stopped: {count} of {all} charts were saved in {folder}</source>
        <translation>已停止：{all} 张图表中有 {count} 张保存到 {folder}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{name} exists already. Replace it?</source>
        <translation>{name} 已存在。要替换吗？</translation>
    </message>
    <message>
        <source>{count} of these files exist already. Replace them, or keep both?</source>
        <translation>其中 {count} 个文件已存在。要替换，还是都保留？</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>都保留</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Folder for charts</source>
        <translation>图表文件夹</translation>
    </message>
    <message>
        <source>The first of {count} charts</source>
        <translation>共 {count} 张图表，这是第一张</translation>
    </message>
</context>
<context>
    <name>ChartExportForm</name>
    <message>
        <source>PNG, a picture</source>
        <translation>PNG（图片）</translation>
    </message>
    <message>
        <source>SVG, a drawing</source>
        <translation>SVG（矢量图）</translation>
    </message>
    <message>
        <source>PDF, a page</source>
        <translation>PDF（页面）</translation>
    </message>
    <message>
        <source>One PDF, a chart a page</source>
        <translation>一个 PDF，一页一图</translation>
    </message>
    <message>
        <source>One PowerPoint file, a chart a slide</source>
        <translation>一个 PowerPoint 文件，一页一图</translation>
    </message>
    <message>
        <source>Text as text</source>
        <translation>文字保留为文字</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>毫米</translation>
    </message>
    <message>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>{dpi} dpi</source>
        <translation>{dpi} dpi</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>With the note</source>
        <translation>带注释</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>底色</translation>
    </message>
    <message>
        <source>Unit of the width</source>
        <translation>宽度单位</translation>
    </message>
    <message>
        <source>{pixels} pixels wide, the resolution written into the file.</source>
        <translation>宽 {pixels} 像素，分辨率写入文件。</translation>
    </message>
    <message>
        <source>Text can be edited, and is drawn in the fonts of the machine that opens the file.</source>
        <translation>文字可以编辑，用打开文件的电脑上的字体显示。</translation>
    </message>
    <message>
        <source>Text is outlined: it looks the same on every machine, and can no longer be edited as text.</source>
        <translation>文字已转为轮廓：在任何电脑上看起来都一样，但不能再作为文字编辑。</translation>
    </message>
    <message>
        <source>One page as large as the chart, fonts embedded; text can be selected.</source>
        <translation>页面与图表一样大，内嵌字体，文字可以选取。</translation>
    </message>
    <message>
        <source>Each page as large as its chart, with its note; fonts embedded.</source>
        <translation>每页与图同大，附说明；字体嵌入文件。</translation>
    </message>
    <message>
        <source>Slides of 16:9: the title as text, the chart as a picture, its note below the slide.</source>
        <translation>16:9 幻灯片：标题为文字，图为图片，说明在备注里。</translation>
    </message>
</context>
<context>
    <name>ChartHeader</name>
    <message>
        <source>Charts of this table</source>
        <translation>此表的图表</translation>
    </message>
    <message>
        <source>Shares instead of counts</source>
        <translation>显示占比而非数量</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>Order of the bars</source>
        <translation>条形的顺序</translation>
    </message>
    <message>
        <source>Edit chart…</source>
        <translation>编辑图表…</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Copy chart</source>
        <translation>复制图表</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save chart…</source>
        <translation>保存图表…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Order of the report</source>
        <translation>按年报顺序</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>从大到小</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>从小到大</translation>
    </message>
</context>
<context>
    <name>ChartPane</name>
    <message>
        <source>Select a bar first.</source>
        <translation>请先选中一个条。</translation>
    </message>
    <message>
        <source>highlighted bars</source>
        <translation>突出显示的条</translation>
    </message>
    <message>
        <source>The chart is on the clipboard.</source>
        <translation>图表已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Reading the figures…</source>
        <translation>正在读取数据…</translation>
    </message>
    <message>
        <source>No tables were found in this report, so there is nothing to draw.</source>
        <translation>此年报中没有找到指标表，因此没有图表。</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>正在绘图…</translation>
    </message>
    <message>
        <source>This table has nothing that a chart could show.</source>
        <translation>此表没有可以绘图的内容。</translation>
    </message>
    <message>
        <source>Choose a table to see its chart.</source>
        <translation>选择一个指标表即可看到图表。</translation>
    </message>
</context>
<context>
    <name>ChartPreview</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>Bars</source>
        <translation>条形图</translation>
    </message>
    <message>
        <source>Bars side by side</source>
        <translation>分组条形图</translation>
    </message>
    <message>
        <source>One bar of parts</source>
        <translation>构成条</translation>
    </message>
    <message>
        <source>Increase and decrease</source>
        <translation>增减图</translation>
    </message>
    <message>
        <source>Lollipops</source>
        <translation>棒棒糖图</translation>
    </message>
    <message>
        <source>Stacked bars</source>
        <translation>堆积条形图</translation>
    </message>
    <message>
        <source>Stacked bars of 100 %</source>
        <translation>百分比堆积条形图</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>点图</translation>
    </message>
    <message>
        <source>Groups of the form</source>
        <translation>按表式分组</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>收支平衡图</translation>
    </message>
    <message>
        <source>Order of the report</source>
        <translation>原文顺序</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>从大到小</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>从小到大</translation>
    </message>
    <message>
        <source>Values and shares</source>
        <translation>数值和占比</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>None, but an axis</source>
        <translation>不标数值，改用坐标轴</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>青</translation>
    </message>
    <message>
        <source>A colour for each series</source>
        <translation>每类一色</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>黑白</translation>
    </message>
    <message>
        <source>Page of Word, 160 mm</source>
        <translation>Word 版心（160 毫米）</translation>
    </message>
    <message>
        <source>Half a column, 80 mm</source>
        <translation>半栏（80 毫米）</translation>
    </message>
    <message>
        <source>Slide, 16:9</source>
        <translation>幻灯片（16:9）</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>Tall, 9:16</source>
        <translation>竖版（9:16）</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Does not add up</source>
        <translation>不符</translation>
    </message>
    <message>
        <source>Could not be checked</source>
        <translation>无法核对</translation>
    </message>
    <message>
        <source>Adds up</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>To be reviewed</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>误报</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Part of a whole</source>
        <translation>部分不大于整体</translation>
    </message>
    <message>
        <source>Coming in and going out</source>
        <translation>收支平衡</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>增减</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>增幅</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均数</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>Stated twice</source>
        <translation>前后一致</translation>
    </message>
    <message>
        <source>Possible values</source>
        <translation>取值范围</translation>
    </message>
    <message>
        <source>Within a table</source>
        <translation>表内勾稽</translation>
    </message>
    <message>
        <source>Text against table</source>
        <translation>文表一致</translation>
    </message>
    <message>
        <source>Carried over</source>
        <translation>年度衔接</translation>
    </message>
    <message>
        <source>Implied earlier value</source>
        <translation>与上年报告推算</translation>
    </message>
    <message>
        <source>Earlier values</source>
        <translation>上年数据一致</translation>
    </message>
    <message>
        <source>{formula}, difference {difference} (allowed {tolerance})</source>
        <translation>{formula}，差 {difference}（允许 {tolerance}）</translation>
    </message>
    <message>
        <source>{formula}, difference {difference}</source>
        <translation>{formula}，差 {difference}</translation>
    </message>
    <message>
        <source>sum over all kinds of applicants</source>
        <translation>各类申请人之和</translation>
    </message>
    <message>
        <source>sum of {parts}</source>
        <translation>{parts}之和</translation>
    </message>
    <message>
        <source>sum of {parts} and {count} more</source>
        <translation>{parts}等之和（另有 {count} 项）</translation>
    </message>
    <message>
        <source>Between reports</source>
        <translation>两份年报之间</translation>
    </message>
    <message>
        <source>{count} more where every number is zero</source>
        <translation>另有 {count} 项，数字均为零</translation>
    </message>
</context>
<context>
    <name>CheckDetails</name>
    <message>
        <source>Not marked</source>
        <translation>未标记</translation>
    </message>
    <message>
        <source>Your mark</source>
        <translation>我的标记</translation>
    </message>
    <message>
        <source>Your note</source>
        <translation>我的备注</translation>
    </message>
    <message>
        <source>Choose a result to see where it comes from.</source>
        <translation>选择一项结果，查看其依据。</translation>
    </message>
</context>
<context>
    <name>CheckMarkService</name>
    <message>
        <source>mark taken away</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <source>note on a mark</source>
        <translation>修改标记的备注</translation>
    </message>
    <message>
        <source>mark “{mark}”</source>
        <translation>标记“{mark}”</translation>
    </message>
</context>
<context>
    <name>CheckSummary</name>
    <message>
        <source>Checks: {counts}</source>
        <translation>核对：{counts}</translation>
    </message>
</context>
<context>
    <name>ChecksList</name>
    <message>
        <source>Checks</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Not marked</source>
        <translation>未标记</translation>
    </message>
</context>
<context>
    <name>ChecksPane</name>
    <message>
        <source>Save memo of checks…</source>
        <translation>保存核对备忘录…</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Everything adds up.</source>
        <translation>全部相符。</translation>
    </message>
    <message>
        <source>Compare both</source>
        <translation>一并核对</translation>
    </message>
    <message>
        <source>The report of {body} in another tab may be of the same body.</source>
        <translation>另一标签页中“{body}”的报告可能属于同一机关。</translation>
    </message>
    <message>
        <source>Only: {verdict} ({count})</source>
        <translation>只看：{verdict}（{count}）</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name}（{count}）</translation>
    </message>
    <message>
        <source>All chapters</source>
        <translation>全部章节</translation>
    </message>
    <message>
        <source>The numbers are checked as soon as they are read.</source>
        <translation>数据读取后即开始核对。</translation>
    </message>
    <message>
        <source>No result of this kind in this chapter.</source>
        <translation>本章没有这类结果。</translation>
    </message>
    <message>
        <source>There is nothing to check: no numbers of this report have to agree with each other.</source>
        <translation>没有可核对的内容：本报告中没有应当相互吻合的数据。</translation>
    </message>
    <message>
        <source>No check fails.</source>
        <translation>没有不符之处。</translation>
    </message>
</context>
<context>
    <name>ChoiceBar</name>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Share of</source>
        <translation>占比的总数</translation>
    </message>
    <message>
        <source>Second metric</source>
        <translation>第二指标</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>Second body</source>
        <translation>第二主体</translation>
    </message>
    <message>
        <source>From year</source>
        <translation>起始年份</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Index 100</source>
        <translation>指数（=100）</translation>
    </message>
    <message>
        <source>Two years</source>
        <translation>两年对比</translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation>各自刻度</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Provinces</source>
        <translation>各省</translation>
    </message>
    <message>
        <source>All chapters</source>
        <translation>全部章节</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open the bundled report</source>
        <translation>打开自带的年报</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>年报库</translation>
    </message>
    <message>
        <source>Search all reports</source>
        <translation>检索全部年报</translation>
    </message>
    <message>
        <source>Add a folder to the library…</source>
        <translation>向年报库添加文件夹…</translation>
    </message>
    <message>
        <source>Compare reports</source>
        <translation>比较年报</translation>
    </message>
    <message>
        <source>Open a corpus…</source>
        <translation>打开语料库…</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Copy path of the file</source>
        <translation>复制文件路径</translation>
    </message>
    <message>
        <source>Show file in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>关闭标签页</translation>
    </message>
    <message>
        <source>Close the other tabs</source>
        <translation>关闭其他标签页</translation>
    </message>
    <message>
        <source>Reopen closed tab</source>
        <translation>重新打开关闭的标签页</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一个标签页</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>上一个标签页</translation>
    </message>
    <message>
        <source>Stop opening</source>
        <translation>停止打开</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>清空此列表</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Save chart…</source>
        <translation>保存图表…</translation>
    </message>
    <message>
        <source>Save all charts…</source>
        <translation>保存全部图表…</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>保存指标表…</translation>
    </message>
    <message>
        <source>Save all tables…</source>
        <translation>保存全部指标表…</translation>
    </message>
    <message>
        <source>Save all figures…</source>
        <translation>保存全部数据…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print preview…</source>
        <translation>打印预览…</translation>
    </message>
    <message>
        <source>Print this section…</source>
        <translation>打印本章节…</translation>
    </message>
    <message>
        <source>Save text as PDF…</source>
        <translation>将全文另存为 PDF…</translation>
    </message>
    <message>
        <source>Save this section as PDF…</source>
        <translation>将本章节另存为 PDF…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy with citation</source>
        <translation>复制并注明出处</translation>
    </message>
    <message>
        <source>Copy citation of this report</source>
        <translation>复制本年报的引用著录</translation>
    </message>
    <message>
        <source>Body, section and paragraph</source>
        <translation>机关、章节和段落</translation>
    </message>
    <message>
        <source>Copy this section</source>
        <translation>复制本节</translation>
    </message>
    <message>
        <source>Copy the list of hits</source>
        <translation>复制命中列表</translation>
    </message>
    <message>
        <source>Edit chart…</source>
        <translation>编辑图表…</translation>
    </message>
    <message>
        <source>Highlight bar</source>
        <translation>突出显示此条</translation>
    </message>
    <message>
        <source>Copy chart</source>
        <translation>复制图表</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制指标表</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>About this report…</source>
        <translation>年报信息…</translation>
    </message>
    <message>
        <source>Make this a heading…</source>
        <translation>设为标题…</translation>
    </message>
    <message>
        <source>Change heading…</source>
        <translation>修改标题…</translation>
    </message>
    <message>
        <source>One level up</source>
        <translation>升一级</translation>
    </message>
    <message>
        <source>One level down</source>
        <translation>降一级</translation>
    </message>
    <message>
        <source>This is no heading</source>
        <translation>这不是标题</translation>
    </message>
    <message>
        <source>Heading as it was found</source>
        <translation>恢复识别到的标题</translation>
    </message>
    <message>
        <source>Bind figure to a measure…</source>
        <translation>将数据绑定到指标…</translation>
    </message>
    <message>
        <source>Free figure from its measure</source>
        <translation>解除数据与指标的绑定</translation>
    </message>
    <message>
        <source>Make a table of these figures…</source>
        <translation>用这些数据建表…</translation>
    </message>
    <message>
        <source>Remove this table</source>
        <translation>移除此表</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Find the marked words</source>
        <translation>查找选中的文字</translation>
    </message>
    <message>
        <source>Find in this section…</source>
        <translation>在本节中查找…</translation>
    </message>
    <message>
        <source>Expand all headings</source>
        <translation>展开所有标题</translation>
    </message>
    <message>
        <source>Collapse all headings</source>
        <translation>折叠所有标题</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>Tables and charts</source>
        <translation>指标表和图表</translation>
    </message>
    <message>
        <source>Original pages beside the text</source>
        <translation>原件页面与全文并排</translation>
    </message>
    <message>
        <source>Original pages instead of the text</source>
        <translation>只看原件页面</translation>
    </message>
    <message>
        <source>Fit page to width</source>
        <translation>页面适合宽度</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>文字原始大小</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light, strong contrast</source>
        <translation>浅色，高对比度</translation>
    </message>
    <message>
        <source>Dark, strong contrast</source>
        <translation>深色，高对比度</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色和深色</translation>
    </message>
    <message>
        <source>Interface 90 %</source>
        <translation>界面 90 %</translation>
    </message>
    <message>
        <source>Interface 100 %</source>
        <translation>界面 100 %</translation>
    </message>
    <message>
        <source>Interface 110 %</source>
        <translation>界面 110 %</translation>
    </message>
    <message>
        <source>Interface 125 %</source>
        <translation>界面 125 %</translation>
    </message>
    <message>
        <source>Interface 140 %</source>
        <translation>界面 140 %</translation>
    </message>
    <message>
        <source>Interface 160 %</source>
        <translation>界面 160 %</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>转到…</translation>
    </message>
    <message>
        <source>Next section</source>
        <translation>下一章节</translation>
    </message>
    <message>
        <source>Previous section</source>
        <translation>上一章节</translation>
    </message>
    <message>
        <source>Next figure</source>
        <translation>下一个数据</translation>
    </message>
    <message>
        <source>Previous figure</source>
        <translation>上一个数据</translation>
    </message>
    <message>
        <source>Next chart of this table</source>
        <translation>此表的下一张图表</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>选择指标表</translation>
    </message>
    <message>
        <source>Next table</source>
        <translation>下一个指标表</translation>
    </message>
    <message>
        <source>Previous table</source>
        <translation>上一个指标表</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>从大到小</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>从小到大</translation>
    </message>
    <message>
        <source>Report order</source>
        <translation>报告原有顺序</translation>
    </message>
    <message>
        <source>Show this figure in its table</source>
        <translation>在指标表中查看此数据</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>全部数据</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Next check that fails</source>
        <translation>下一处不符</translation>
    </message>
    <message>
        <source>Previous check that fails</source>
        <translation>上一处不符</translation>
    </message>
    <message>
        <source>Save memo with passed checks…</source>
        <translation>保存含相符项的备忘录…</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>删除批注</translation>
    </message>
    <message>
        <source>{command}: {what}</source>
        <translation>{command}：{what}</translation>
    </message>
    <message>
        <source>{command} ({keys})</source>
        <translation>{command}（{keys}）</translation>
    </message>
    <message>
        <source>Save memo of checks…</source>
        <translation>保存核对备忘录…</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>高亮</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>琥珀</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>青</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>玫瑰</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>写批注…</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>批注列表</translation>
    </message>
    <message>
        <source>Next note</source>
        <translation>下一条批注</translation>
    </message>
    <message>
        <source>Previous note</source>
        <translation>上一条批注</translation>
    </message>
    <message>
        <source>Save notes…</source>
        <translation>导出批注…</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>命令面板…</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Read aloud, or pause</source>
        <translation>朗读或暂停</translation>
    </message>
    <message>
        <source>Stop reading aloud</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Read slower</source>
        <translation>朗读放慢</translation>
    </message>
    <message>
        <source>Read faster</source>
        <translation>朗读加快</translation>
    </message>
    <message>
        <source>Underline terms</source>
        <translation>给术语加点线</translation>
    </message>
    <message>
        <source>Tutorial and reference as web pages</source>
        <translation>教程与参考（网页）</translation>
    </message>
    <message>
        <source>Terms and their sources</source>
        <translation>术语与法律依据</translation>
    </message>
    <message>
        <source>Reading report</source>
        <translation>阅读说明</translation>
    </message>
    <message>
        <source>About zjviewer</source>
        <translation>关于 zjviewer</translation>
    </message>
    <message>
        <source>Find “{words}”</source>
        <translation>查找“{words}”</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>View of the comparison</source>
        <translation>比较的视图</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Small multiples</source>
        <translation>小图阵列</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Tile map</source>
        <translation>方格地图</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>散点</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>年报库</translation>
    </message>
    <message>
        <source>Compare all reports of the library</source>
        <translation>比较年报库中的全部年报</translation>
    </message>
    <message>
        <source>Reports of this corpus; press to return to the open reports</source>
        <translation>比较的是这个语料库的年报；再按一次，回到已打开的年报</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>已存视图</translation>
    </message>
    <message>
        <source>Undo choice</source>
        <translation>撤销选择</translation>
    </message>
    <message>
        <source>Redo choice</source>
        <translation>重做选择</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save data…</source>
        <translation>保存数据…</translation>
    </message>
    <message>
        <source>Nothing to compare yet: open reports in tabs, or add files here.</source>
        <translation>还没有可比较的年报：请在标签页中打开年报，或在此添加文件。</translation>
    </message>
    <message>
        <source>{reports} reports of {bodies} bodies</source>
        <translation>{bodies}个主体的{reports}份年报</translation>
    </message>
    <message>
        <source>{count} files left out…</source>
        <translation>{count}个文件未纳入…</translation>
    </message>
    <message>
        <source>Reading file {number} of {total}</source>
        <translation>正在读取第{number}个文件，共{total}个</translation>
    </message>
    <message>
        <source>{file} is no longer there. It said: {sentence}</source>
        <translation>{file}已不存在。原句：{sentence}</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>保存当前视图…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>保存当前视图</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Open a corpus</source>
        <translation>打开语料库</translation>
    </message>
    <message>
        <source>{folder} is not a corpus: it has no corpus.json.</source>
        <translation>{folder}不是语料库：其中没有 corpus.json。</translation>
    </message>
    <message>
        <source>Reports ({kinds})</source>
        <translation>年报 ({kinds})</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
</context>
<context>
    <name>Correction</name>
    <message>
        <source>Mark a stretch of the text with figures first, or click on figures with Ctrl.</source>
        <translation>请先选中一段含有数据的文字，或按住 Ctrl 点选数据。</translation>
    </message>
    <message>
        <source>Mark the words of the heading first.</source>
        <translation>请先选中作为标题的文字。</translation>
    </message>
    <message>
        <source>No measures are known for this year. Set the year in “About this report”.</source>
        <translation>没有这一年份的指标。请在“年报信息”中设定年份。</translation>
    </message>
    <message>
        <source>Only tables that you have made yourself can be removed.</source>
        <translation>只能移除自己建的表。</translation>
    </message>
    <message>
        <source>The report is still being read. Try again in a moment.</source>
        <translation>年报尚在读取，请稍候再试。</translation>
    </message>
    <message>
        <source>There is no figure here. Click on a number first.</source>
        <translation>这里没有数据。请先点选一个数字。</translation>
    </message>
    <message>
        <source>There is no heading above “{title}” to stand under.</source>
        <translation>“{title}”之前没有可从属的标题。</translation>
    </message>
    <message>
        <source>There is no heading here.</source>
        <translation>这里没有标题。</translation>
    </message>
    <message>
        <source>Words in a table cannot be a heading.</source>
        <translation>表格中的文字不能作标题。</translation>
    </message>
    <message>
        <source>heading “{title}”</source>
        <translation>标题“{title}”</translation>
    </message>
    <message>
        <source>level of “{title}”</source>
        <translation>“{title}”的级别</translation>
    </message>
    <message>
        <source>no table “{title}”</source>
        <translation>移除表“{title}”</translation>
    </message>
    <message>
        <source>table “{title}”</source>
        <translation>表“{title}”</translation>
    </message>
    <message>
        <source>what this report is</source>
        <translation>年报信息</translation>
    </message>
    <message>
        <source>{figure} as “{measure}”</source>
        <translation>{figure} 作为“{measure}”</translation>
    </message>
    <message>
        <source>{figure} is not bound</source>
        <translation>{figure} 解除绑定</translation>
    </message>
    <message>
        <source>{figure} was not bound by hand.</source>
        <translation>{figure} 不是手工绑定的。</translation>
    </message>
    <message>
        <source>“{title}” as it was found</source>
        <translation>“{title}”恢复原样</translation>
    </message>
    <message>
        <source>“{title}” is a chapter already.</source>
        <translation>“{title}”已是一级标题。</translation>
    </message>
    <message>
        <source>“{title}” is no heading</source>
        <translation>“{title}”不是标题</translation>
    </message>
    <message>
        <source>“{title}” stands as it was found.</source>
        <translation>“{title}”就是识别到的样子。</translation>
    </message>
</context>
<context>
    <name>CorrectionService</name>
    <message>
        <source>The report is still being read. Try again in a moment.</source>
        <translation>年报尚在读取，请稍候再试。</translation>
    </message>
    <message>
        <source>Nothing may be written beside this report. What you correct is kept in {path}.</source>
        <translation>此年报所在位置不可写，更正保存在 {path}。</translation>
    </message>
    <message>
        <source>In the editorial file, but not in the text now: {words}. It is kept; Ctrl+I tells more.</source>
        <translation>编辑文件中有而全文中现已没有：{words}。内容仍予保留，详情按 Ctrl+I。</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>A fault in zjviewer</source>
        <translation>zjviewer 出错</translation>
    </message>
    <message>
        <source>Something went wrong that should not have</source>
        <translation>程序出现了不应有的错误</translation>
    </message>
    <message>
        <source>The window stays open, and what you have marked or changed is saved. Should something look wrong, close the report and open it again.</source>
        <translation>窗口仍可继续使用，您的标记和修改均已保存。如果显示异常，请关闭年报后重新打开。</translation>
    </message>
    <message>
        <source>This report helps whoever mends it. It says where in the program it happened, and holds no text of your documents. It is kept in {log} too.</source>
        <translation>以下报告有助于修复问题。它只说明出错位置，不含任何文档内容，并已保存在 {log}。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>错误报告</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
</context>
<context>
    <name>DataPane</name>
    <message>
        <source>Tables or all figures</source>
        <translation>指标表或全部数据</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>指标表</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>全部数据</translation>
    </message>
    <message>
        <source>Previous table</source>
        <translation>上一个指标表</translation>
    </message>
    <message>
        <source>Next table</source>
        <translation>下一个指标表</translation>
    </message>
    <message>
        <source>Follow the reading</source>
        <translation>跟随阅读</translation>
    </message>
    <message>
        <source>Show the chart</source>
        <translation>显示图表</translation>
    </message>
    <message>
        <source>Show the table</source>
        <translation>显示指标表</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name}（{count}）</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>选择指标表</translation>
    </message>
    <message>
        <source>Table: {title}</source>
        <translation>指标表：{title}</translation>
    </message>
    <message>
        <source>No tables were found. Select numbers in the text, then choose “Make a table of these figures”.</source>
        <translation>没有找到指标表。在正文中选中数字，再选择“用这些数据建表”即可制成一张。</translation>
    </message>
    <message>
        <source>This report has no tables and no figures.</source>
        <translation>这份年报里没有指标表，也没有数据。</translation>
    </message>
    <message>
        <source>{count} figures</source>
        <translation>共 {count} 个数据</translation>
    </message>
    <message>
        <source>The tables and charts of a report appear here.</source>
        <translation>年报的指标表和图表会显示在这里。</translation>
    </message>
    <message>
        <source>Reading the figures…</source>
        <translation>正在读取数据…</translation>
    </message>
    <message>
        <source>There is no table of figures in this report.</source>
        <translation>这份报告中没有找到指标表。</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Differences of the texts</source>
        <translation>文本差异</translation>
    </message>
    <message>
        <source>There is no text to compare: both reports must be open or added.</source>
        <translation>没有可比较的文本：两份年报都须已打开或已添加。</translation>
    </message>
    <message>
        <source>{first} → {second}</source>
        <translation>{first} → {second}</translation>
    </message>
    <message>
        <source>Shared: {left} % of the first, {right} % of the second</source>
        <translation>相同文字：占前者{left}%，占后者{right}%</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>删去</translation>
    </message>
    <message>
        <source>changed words</source>
        <translation>改写</translation>
    </message>
    <message>
        <source>changed numbers</source>
        <translation>数字变动</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop to open {count} files</source>
        <translation>松开以打开 {count} 个文件</translation>
    </message>
    <message>
        <source>Drop to open {name}</source>
        <translation>松开即可打开 {name}</translation>
    </message>
</context>
<context>
    <name>DroppedText</name>
    <message>
        <source>annotation</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>网页中隐藏</translation>
    </message>
    <message>
        <source>illegible</source>
        <translation>无法辨认</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>note mark</source>
        <translation>注释标记</translation>
    </message>
    <message>
        <source>page number</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>注音</translation>
    </message>
    <message>
        <source>running head</source>
        <translation>页眉页脚</translation>
    </message>
    <message>
        <source>site furniture</source>
        <translation>网站的附属内容</translation>
    </message>
    <message>
        <source>struck</source>
        <translation>删除线文字</translation>
    </message>
    <message>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>watermark</source>
        <translation>水印</translation>
    </message>
</context>
<context>
    <name>ExcludedDialog</name>
    <message>
        <source>Files that are left out</source>
        <translation>未纳入的文件</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>指定</translation>
    </message>
    <message>
        <source>Use this file instead</source>
        <translation>改用此文件</translation>
    </message>
    <message>
        <source>{file}: its body is unknown.</source>
        <translation>{file}：主体不明。</translation>
    </message>
    <message>
        <source>{file}: its year is unknown.</source>
        <translation>{file}：年份不明。</translation>
    </message>
    <message>
        <source>{file}: which place {body} belongs to is unknown.</source>
        <translation>{file}：{body}属于哪里不明。</translation>
    </message>
    <message>
        <source>{file}: {other} is used for {body}, {year}.</source>
        <translation>{file}：{body}{year}年采用的是{other}。</translation>
    </message>
</context>
<context>
    <name>FacetPanel</name>
    <message>
        <source>Facets</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>增减</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Stated</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Approximate</source>
        <translation>约数</translation>
    </message>
    <message>
        <source>In no table</source>
        <translation>不在表中</translation>
    </message>
    <message>
        <source>Does not add up</source>
        <translation>核对不符</translation>
    </message>
</context>
<context>
    <name>FigureTip</name>
    <message>
        <source>Does not add up: {formula}</source>
        <translation>勾稽不符：{formula}</translation>
    </message>
    <message>
        <source>Table: {title}</source>
        <translation>指标表：{title}</translation>
    </message>
    <message>
        <source>Year {year}</source>
        <translation>{year} 年</translation>
    </message>
    <message>
        <source>Recognised from a picture with a certainty of {percent} %</source>
        <translation>识别自图片，把握 {percent}%</translation>
    </message>
    <message>
        <source>Recognised from a picture with a certainty of {percent} %; a sum confirms it</source>
        <translation>识别自图片，把握 {percent}%；与合计相符</translation>
    </message>
</context>
<context>
    <name>FiguresModel</name>
    <message>
        <source>What is counted</source>
        <translation>统计对象</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>章节</translation>
    </message>
</context>
<context>
    <name>FiguresPane</name>
    <message>
        <source>Filter figures</source>
        <translation>筛选数据</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Make a table…</source>
        <translation>制成表格…</translation>
    </message>
    <message>
        <source>Make a table of the marked figures; Ctrl and Shift mark several</source>
        <translation>把选中的数据制成表格；按住 Ctrl 或 Shift 可选多个</translation>
    </message>
    <message>
        <source>Copy figures</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save figures…</source>
        <translation>保存数据…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>{count} figures copied</source>
        <translation>已复制 {count} 个数据</translation>
    </message>
    <message>
        <source>Save figures</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>No unit</source>
        <translation>无单位</translation>
    </message>
    <message>
        <source>No year</source>
        <translation>无年份</translation>
    </message>
    <message>
        <source>No figure meets all of these conditions.</source>
        <translation>没有数据同时符合这些条件。</translation>
    </message>
    <message>
        <source>No figures were found in this report.</source>
        <translation>这份年报里没有找到数据。</translation>
    </message>
    <message>
        <source>{marked} of {count} marked</source>
        <translation>已选 {marked} 个，共 {count} 个</translation>
    </message>
    <message>
        <source>{count} of {every} figures</source>
        <translation>{count} 个，共 {every} 个</translation>
    </message>
    <message>
        <source>{count} figures</source>
        <translation>共 {count} 个数据</translation>
    </message>
</context>
<context>
    <name>FiguresView</name>
    <message>
        <source>All figures</source>
        <translation>全部数据</translation>
    </message>
</context>
<context>
    <name>FileNotice</name>
    <message>
        <source>{name} was moved or deleted. What is shown was read before.</source>
        <translation>{name} 已被移动或删除。这里显示的是之前读取的内容。</translation>
    </message>
    <message>
        <source>{name} has changed on disk. What is shown is the earlier version.</source>
        <translation>{name} 在磁盘上已有改动，这里显示的是较早的版本。</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新读取</translation>
    </message>
</context>
<context>
    <name>FilterPopup</name>
    <message>
        <source>Nothing is called so.</source>
        <translation>没有匹配的项目。</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Terms and their sources</source>
        <translation>术语与法律依据</translation>
    </message>
    <message>
        <source>Find a term</source>
        <translation>查术语</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Find in the text</source>
        <translation>在正文中查找</translation>
    </message>
    <message>
        <source>No term is called or explained so.</source>
        <translation>没有这样的术语。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>又作</translation>
    </message>
</context>
<context>
    <name>GoTo</name>
    <message>
        <source>Go to: 2.3, 二, ¶12, 9341853, a table or a heading</source>
        <translation>转到：2.3、二、¶12、9341853、指标表或标题</translation>
    </message>
    <message>
        <source>Go to: 2.3, 二, ¶12, p12, 9341853, a table or a heading</source>
        <translation>转到：2.3、二、¶12、p12、9341853、指标表或标题</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>User guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>在指南中查找</translation>
    </message>
    <message>
        <source>Outline of the guide</source>
        <translation>指南目录</translation>
    </message>
</context>
<context>
    <name>HeadingDialog</name>
    <message>
        <source>New heading</source>
        <translation>新标题</translation>
    </message>
    <message>
        <source>Change heading</source>
        <translation>修改标题</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{level}, below “{heading}”</source>
        <translation>第 {level} 级，在“{heading}”之下</translation>
    </message>
    <message>
        <source>{level}, a chapter</source>
        <translation>第 {level} 级，章</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Begins at</source>
        <translation>起始于</translation>
    </message>
</context>
<context>
    <name>HelpCommands</name>
    <message>
        <source>The pages are not part of this installation; python3 main.py docs builds them.</source>
        <translation>此安装不含这些网页；运行 python3 main.py docs 可以生成。</translation>
    </message>
</context>
<context>
    <name>HitsPane</name>
    <message>
        <source>Hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>The places that a search finds are listed here.</source>
        <translation>查找到的位置会列在这里。</translation>
    </message>
    <message>
        <source>Hits copied</source>
        <translation>已复制命中列表</translation>
    </message>
</context>
<context>
    <name>ImportReportDialog</name>
    <message>
        <source>Reading report</source>
        <translation>阅读说明</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>The reading report was copied.</source>
        <translation>阅读说明已复制。</translation>
    </message>
</context>
<context>
    <name>IndexView</name>
    <message>
        <source>Search all reports</source>
        <translation>检索全部年报</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>年报</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Reports are being read</source>
        <translation>正在读取年报</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Add a folder of reports</source>
        <translation>添加年报文件夹</translation>
    </message>
    <message>
        <source>{found} of {total} reports</source>
        <translation>{total} 份年报中的 {found} 份</translation>
    </message>
    <message>
        <source>{done} of {total} searched</source>
        <translation>已检索 {done} / {total}</translation>
    </message>
    <message>
        <source>Files that cannot be read ({count})…</source>
        <translation>无法读取的文件（{count}）…</translation>
    </message>
    <message>
        <source>The library holds no reports yet. Add a folder, or drop one here.</source>
        <translation>年报库中还没有年报。请添加文件夹，或把文件夹拖到这里。</translation>
    </message>
    <message>
        <source>No report is left. Without the facet “{facet}” there are {count}.</source>
        <translation>没有符合条件的年报。去掉“{facet}”的筛选后有 {count} 份。</translation>
    </message>
    <message>
        <source>No report has “{words}”.</source>
        <translation>没有含“{words}”的年报。</translation>
    </message>
    <message>
        <source>{name} is not there. Is its drive connected?</source>
        <translation>{name}不在原处。所在的磁盘是否已连接？</translation>
    </message>
    <message>
        <source>Open collected ({count})</source>
        <translation>打开已收集的（{count}）</translation>
    </message>
    <message>
        <source>Compare collected ({count})</source>
        <translation>比较已收集的（{count}）</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>检索结果</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Save results</source>
        <translation>保存检索结果</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>已保存为 {name}。</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>保存检索</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Looking through the folders…</source>
        <translation>正在查看文件夹…</translation>
    </message>
    <message>
        <source>{done} of {total} files</source>
        <translation>{total} 个文件中的 {done} 个</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>每秒 {rate} 个</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还需 {time}</translation>
    </message>
    <message>
        <source>{count} cannot be read</source>
        <translation>{count} 个无法读取</translation>
    </message>
    <message>
        <source>Look through all folders</source>
        <translation>重新查看全部文件夹</translation>
    </message>
    <message>
        <source>Assign body and year…</source>
        <translation>指定单位和年份…</translation>
    </message>
    <message>
        <source>Save results…</source>
        <translation>保存检索结果…</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>保存此检索…</translation>
    </message>
    <message>
        <source>Choose no facets</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Collect nothing</source>
        <translation>清空收集</translation>
    </message>
    <message>
        <source>Look through folders whenever the library is shown</source>
        <translation>每次显示年报库时查看文件夹</translation>
    </message>
    <message>
        <source>Remove a folder</source>
        <translation>移除文件夹</translation>
    </message>
    <message>
        <source>Remove a saved search</source>
        <translation>删除已保存的检索</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Collect</source>
        <translation>收集</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>The file of marks was damaged. It is kept as {name}, and a new one is begun.</source>
        <translation>标记文件已损坏，原文件保留为 {name}，并已新建一个。</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>Province</source>
        <translation>省级</translation>
    </message>
    <message>
        <source>City</source>
        <translation>市级</translation>
    </message>
    <message>
        <source>County or district</source>
        <translation>县级</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Town or subdistrict</source>
        <translation>乡镇街道</translation>
    </message>
    <message>
        <source>Development zone</source>
        <translation>开发区</translation>
    </message>
    <message>
        <source>Central body</source>
        <translation>中央单位</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Checks that fail</source>
        <translation>有核对不符</translation>
    </message>
    <message>
        <source>All checks pass</source>
        <translation>核对全部相符</translation>
    </message>
    <message>
        <source>Nothing to check</source>
        <translation>无可核对</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Type of unit</source>
        <translation>单位类型</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Era of the form</source>
        <translation>表格时期</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>By relevance</source>
        <translation>按相关程度</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>按年份</translation>
    </message>
    <message>
        <source>By body</source>
        <translation>按单位</translation>
    </message>
    <message>
        <source>editorial file</source>
        <translation>编辑文件</translation>
    </message>
    <message>
        <source>assigned by you</source>
        <translation>由您指定</translation>
    </message>
    <message>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>file name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message>
        <source>{path} is not there any more.</source>
        <translation>{path} 已不存在。</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Opened</source>
        <translation>打开过的</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>全部年报</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>年报库</translation>
    </message>
    <message>
        <source>Filter reports</source>
        <translation>筛选年报</translation>
    </message>
    <message>
        <source>No report here has “{words}”.</source>
        <translation>没有包含“{words}”的年报。</translation>
    </message>
    <message>
        <source>Reports that you open are listed here. Open a file, or drop one here.</source>
        <translation>打开过的年报会列在这里。请打开一个文件，或把文件拖到这里。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>LibraryStore</name>
    <message>
        <source>The list of reports was damaged. It is kept as {path}, and a new one is begun.</source>
        <translation>年报列表已损坏，已另存为 {path}，并重新开始记录。</translation>
    </message>
</context>
<context>
    <name>LoadingCard</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop opening (Esc)</source>
        <translation>停止打开（Esc）</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>正在打开 {name}…</translation>
    </message>
    <message>
        <source>Opening {name}, page {page} of {pages}</source>
        <translation>正在打开{name}，第{page}页，共{pages}页</translation>
    </message>
</context>
<context>
    <name>LoadingIndicator</name>
    <message>
        <source>Compute anyway</source>
        <translation>仍然计算</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Reports ({kinds})</source>
        <translation>年报 ({kinds})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open reports</source>
        <translation>打开年报</translation>
    </message>
    <message>
        <source>The path is on the clipboard.</source>
        <translation>路径已复制。</translation>
    </message>
    <message>
        <source>Save text as PDF</source>
        <translation>将全文另存为 PDF</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>{zoom} %</source>
        <translation>{zoom}%</translation>
    </message>
    <message>
        <source>zjviewer ended unexpectedly the last time. Where it stood is written in {log}.</source>
        <translation>zjviewer 上次意外退出，出错位置记录在 {log}。</translation>
    </message>
    <message>
        <source>The settings were damaged. They are kept as {name}, and new ones are begun.</source>
        <translation>设置文件已损坏，原文件保留为 {name}，并已新建一个。</translation>
    </message>
</context>
<context>
    <name>MemberChoice</name>
    <message>
        <source>{name} holds {count} documents. Which one?</source>
        <translation>{name} 中有 {count} 个文档，打开哪一个？</translation>
    </message>
</context>
<context>
    <name>Memo</name>
    <message>
        <source>Word document (*.docx)</source>
        <translation>Word 文档 (*.docx)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Save memo of checks</source>
        <translation>保存核对备忘录</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>批注(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>已打开的年报</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>高亮颜色</translation>
    </message>
    <message>
        <source>Citation</source>
        <translation>引用格式</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>文件位置</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>打印与 PDF</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>界面字号</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MetricDialog</name>
    <message>
        <source>Which measure is this?</source>
        <translation>这是哪项指标？</translation>
    </message>
    <message>
        <source>Find a measure or a table</source>
        <translation>查找指标或表</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Bind</source>
        <translation>绑定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Enter keeps, Shift+Enter begins a line</source>
        <translation>回车保存，Shift+回车换行</translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message>
        <source>Heading written by an editor; the source lost it.</source>
        <translation>编者补写的标题：原文转载时已丢失。</translation>
    </message>
    <message>
        <source>Heading changed by an editor; the text says something else.</source>
        <translation>标题由编者修改，与全文文字不同。</translation>
    </message>
</context>
<context>
    <name>OutlinePane</name>
    <message>
        <source>Outline</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Filter headings</source>
        <translation>筛选标题</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>No headings were found in this text.</source>
        <translation>此文本中没有找到标题。</translation>
    </message>
    <message>
        <source>No heading contains “{words}”.</source>
        <translation>没有包含“{words}”的标题。</translation>
    </message>
</context>
<context>
    <name>PageNumbers</name>
    <message>
        <source>p. {page}</source>
        <translation>第 {page} 页</translation>
    </message>
</context>
<context>
    <name>PagePane</name>
    <message>
        <source>Original pages</source>
        <translation>原件页面</translation>
    </message>
    <message>
        <source>Smaller pages</source>
        <translation>缩小页面</translation>
    </message>
    <message>
        <source>Larger pages</source>
        <translation>放大页面</translation>
    </message>
    <message>
        <source>Fit page to width</source>
        <translation>页面适合宽度</translation>
    </message>
    <message>
        <source>Hide the original pages</source>
        <translation>隐藏原件页面</translation>
    </message>
    <message>
        <source>The original pages of this file cannot be shown.</source>
        <translation>无法显示这个文件的原件页面。</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>第 {page} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>This place of the page is not in the text.</source>
        <translation>页面上的这一处不在全文中。</translation>
    </message>
    <message>
        <source>Link: {words}. Enter follows it.</source>
        <translation>链接：{words}。按 Enter 键跳转。</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>What to do? By name, English name or pinyin</source>
        <translation>要做什么？可输入名称、英文名或拼音</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>{passed} checks pass, {failed} fail</source>
        <translation>核对 {passed} 项相符，{failed} 项不符</translation>
    </message>
    <message>
        <source>p. {page}</source>
        <translation>第{page}页</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Print preview</source>
        <translation>打印预览</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>This should not have happened: {error}</source>
        <translation>出现了意外错误：{error}</translation>
    </message>
    <message>
        <source>A bracket ) at character {place} of the expression closes nothing.</source>
        <translation>表达式第 {place} 个字符处的 ) 没有对应的左括号。</translation>
    </message>
    <message>
        <source>A file that was inserted into the document as a whole was left out.</source>
        <translation>文档中整体插入的文件未读入。</translation>
    </message>
    <message>
        <source>A formula is shown as plain text; its fractions and exponents may be lost.</source>
        <translation>公式以纯文本显示，其中的分数和指数可能丢失。</translation>
    </message>
    <message>
        <source>A symbol of the font {font} is unknown and was left out.</source>
        <translation>字体 {font} 的一个符号无法识别，未读入。</translation>
    </message>
    <message>
        <source>A workbook holds {most} rows and this comparison has {count}. Choose metrics, bodies or years, or CSV.</source>
        <translation>一个工作簿最多{most}行，而这次比较有{count}行。请选择部分指标、主体或年份，或改用CSV。</translation>
    </message>
    <message>
        <source>Another window or command is adding reports to the library. Wait until it has finished, and try again.</source>
        <translation>另一个窗口或命令正在向年报库添加年报。请等它完成后再试。</translation>
    </message>
    <message>
        <source>Characters in unusual forms were read as ordinary ones: {pairs}.</source>
        <translation>已将特殊写法的字符读作通用字符：{pairs}。</translation>
    </message>
    <message>
        <source>Electronic seals and signatures are not shown and not verified.</source>
        <translation>电子印章和签名不显示，也未验证。</translation>
    </message>
    <message>
        <source>Figures, tables, charts and checks of {name} are missing: computing them stopped unexpectedly ({why}).</source>
        <translation>{name} 缺少数据、表格、图表和核对结果：计算意外中止（{why}）。</translation>
    </message>
    <message>
        <source>Figures, tables, charts and checks of {name} are missing: computing them takes longer than {seconds} seconds.</source>
        <translation>{name} 缺少数据、表格、图表和核对结果：计算超过了 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Figures, tables, charts and checks of {name} are missing: they need more than {megabytes} MB of memory.</source>
        <translation>{name} 缺少数据、表格、图表和核对结果：计算需要超过 {megabytes} MB 内存。</translation>
    </message>
    <message>
        <source>Formulas of the sheet {sheet} have no stored result: {count}. Open the file once and save it.</source>
        <translation>工作表 {sheet} 中有 {count} 个公式没有存储结果。请打开该文件并保存一次。</translation>
    </message>
    <message>
        <source>Hidden rows and columns of the sheet {sheet} were left out: {count}.</source>
        <translation>工作表 {sheet} 中隐藏的行和列未读入：{count}。</translation>
    </message>
    <message>
        <source>Lines of a fixed width were joined into paragraphs.</source>
        <translation>已把按固定宽度折断的行合并为段落。</translation>
    </message>
    <message>
        <source>NUL characters, which are no text, were left out of these lines: {lines}.</source>
        <translation>以下各行中的 NUL 字符不是文字，已略去：{lines}。</translation>
    </message>
    <message>
        <source>On page {page}, something in a table could not be recognised.</source>
        <translation>第 {page} 页的表格中有内容未能识别。</translation>
    </message>
    <message>
        <source>On page {page}, the font does not say which characters {count} letters are; they are missing or wrong.</source>
        <translation>第 {page} 页有 {count} 个字，其字体没有说明它们是什么字；这些字缺失或有误。</translation>
    </message>
    <message>
        <source>Page {page} is a picture without text.</source>
        <translation>第{page}页是没有文字的图片。</translation>
    </message>
    <message>
        <source>Parquet needs the package pyarrow: pip install &apos;zjviewer[corpus]&apos;.</source>
        <translation>写Parquet需要pyarrow：pip install &apos;zjviewer[corpus]&apos;。</translation>
    </message>
    <message>
        <source>Reading {name} was given up.</source>
        <translation>已停止读取 {name}。</translation>
    </message>
    <message>
        <source>Tables cut at the end of a page were joined: {count}.</source>
        <translation>已接合被分页截断的表格：{count}处。</translation>
    </message>
    <message>
        <source>The characters of {pages} pages were recognised from pictures; {doubtful} places are doubtful. Compare the numbers with the original.</source>
        <translation>有 {pages} 页的文字识别自图片，其中 {doubtful} 处存疑。请把数据与原件核对。</translation>
    </message>
    <message>
        <source>The choices for the library {path} cannot be read: {why}.</source>
        <translation>无法读取年报库的设置 {path}：{why}。</translation>
    </message>
    <message>
        <source>The disk is full, so {path} was not written. Make room, or choose another folder.</source>
        <translation>磁盘已满，没有写入 {path}。请腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The document {member} in {name} was read.</source>
        <translation>读取了 {name} 中的文件 {member}。</translation>
    </message>
    <message>
        <source>The editorial file {name} cannot be read: {why}.</source>
        <translation>无法读取编辑文件 {name}：{why}。</translation>
    </message>
    <message>
        <source>The editorial file {name} has entries that this version does not know: {entries}.</source>
        <translation>校订文件 {name} 中有本版本不认识的条目：{entries}。</translation>
    </message>
    <message>
        <source>The editorial file {name} is not valid: {why}.</source>
        <translation>编辑文件 {name} 有误：{why}。</translation>
    </message>
    <message>
        <source>The expression cannot be read from character {place} on.</source>
        <translation>表达式从第 {place} 个字符起无法识别。</translation>
    </message>
    <message>
        <source>The expression ends at character {place} with a bracket ( still open.</source>
        <translation>表达式在第 {place} 个字符处结束，但 ( 还没有闭合。</translation>
    </message>
    <message>
        <source>The expression ends at character {place} with a bracket [ still open.</source>
        <translation>表达式在第 {place} 个字符处结束，但 [ 还没有闭合。</translation>
    </message>
    <message>
        <source>The expression is too large: it repeats more than {limit} times, or nests brackets more than {depth} deep.</source>
        <translation>表达式过大：重复超过 {limit} 次，或括号嵌套超过 {depth} 层。</translation>
    </message>
    <message>
        <source>The expression takes too long on this text; a simpler one will do better.</source>
        <translation>这个表达式在此文本上耗时过长，请换一个更简单的。</translation>
    </message>
    <message>
        <source>The file contains {count} documents, read one after another.</source>
        <translation>文件中有 {count} 篇文档，已依次读取。</translation>
    </message>
    <message>
        <source>The file holds {count} reports; this is the first.</source>
        <translation>文件中有{count}份报告，这是第一份。</translation>
    </message>
    <message>
        <source>The file is called {ending} but is {kind}, and was read as that.</source>
        <translation>文件的扩展名是{ending}，实际是{kind}，已按实际格式读取。</translation>
    </message>
    <message>
        <source>The file is damaged here: a character cannot be read, and is shown as �.</source>
        <translation>文件在此处损坏：有一个字符无法读取，显示为 �。</translation>
    </message>
    <message>
        <source>The file is damaged in {count} places, of which the first are listed.</source>
        <translation>文件有 {count} 处损坏，此处列出最前面的。</translation>
    </message>
    <message>
        <source>The file of marks {name} cannot be read: {why}.</source>
        <translation>无法读取标记文件 {name}：{why}。</translation>
    </message>
    <message>
        <source>The file of marks {name} is not valid: {why}.</source>
        <translation>标记文件 {name} 无效：{why}。</translation>
    </message>
    <message>
        <source>The label {written} was read as {meant}.</source>
        <translation>表中“{written}”按“{meant}”读取。</translation>
    </message>
    <message>
        <source>The last {pages} pages have not been read yet.</source>
        <translation>最后{pages}页尚未读取。</translation>
    </message>
    <message>
        <source>The library was damaged. It is kept as {path}, and is built again.</source>
        <translation>年报库已损坏，现保存为 {path}，正在重新建立。</translation>
    </message>
    <message>
        <source>The library {path} cannot be opened: {why}.</source>
        <translation>无法打开年报库 {path}：{why}。</translation>
    </message>
    <message>
        <source>The library {path} cannot be written: {why}.</source>
        <translation>无法写入年报库 {path}：{why}。</translation>
    </message>
    <message>
        <source>The library {path} was made by a newer version of zjviewer. Use that version, or rename the file.</source>
        <translation>年报库 {path} 由更新版本的 zjviewer 建立。请使用该版本，或重命名此文件。</translation>
    </message>
    <message>
        <source>The list of reports {path} cannot be read: {why}.</source>
        <translation>年报列表 {path} 无法读取：{why}。</translation>
    </message>
    <message>
        <source>The list of reports {path} is damaged.</source>
        <translation>年报列表 {path} 已损坏。</translation>
    </message>
    <message>
        <source>The numbering begins again: {before} is followed by {after}.</source>
        <translation>编号重新开始：{before}之后是{after}。</translation>
    </message>
    <message>
        <source>The numbering skips: {before} is followed by {after}.</source>
        <translation>编号有跳跃：{before}之后是{after}。</translation>
    </message>
    <message>
        <source>The page would be {millimetres} mm high, and {most} mm are possible. Choose a smaller width or SVG.</source>
        <translation>页面将高 {millimetres} 毫米，最多 {most} 毫米。请缩小宽度，或选择 SVG。</translation>
    </message>
    <message>
        <source>The pages of {name} are pictures without text. Save it as PDF, and open that.</source>
        <translation>{name} 的页面是没有文字的图片。请另存为 PDF 后再打开。</translation>
    </message>
    <message>
        <source>The picture would be {width} × {height} pixels, and {most} are possible in each direction. Choose a lower resolution, a smaller width, SVG or PDF.</source>
        <translation>图片将为 {width} × {height} 像素，每个方向最多 {most} 像素。请降低分辨率、缩小宽度，或选择 SVG、PDF。</translation>
    </message>
    <message>
        <source>The search has {length} characters, and at most {limit} can be searched for.</source>
        <translation>搜索内容有 {length} 个字符，最多只能搜索 {limit} 个字符。</translation>
    </message>
    <message>
        <source>The sheet {sheet} is hidden and was left out.</source>
        <translation>工作表 {sheet} 已隐藏，未读入。</translation>
    </message>
    <message>
        <source>The sheet {sheet} is too large; its end was left out.</source>
        <translation>工作表 {sheet} 过大，末尾部分未读入。</translation>
    </message>
    <message>
        <source>The table {table} lacks the row {row}.</source>
        <translation>表“{table}”缺少“{row}”一行。</translation>
    </message>
    <message>
        <source>The text of {name} is a picture. To recognise its characters, install the extra part: python3 main.py ocr, or pip install &quot;zjviewer[ocr]&quot;. Then open the file again.</source>
        <translation>{name} 的文字是图片。要识别其中的文字，请安装附加组件：python3 main.py ocr，或 pip install &quot;zjviewer[ocr]&quot;，然后重新打开文件。</translation>
    </message>
    <message>
        <source>The window was not drawn in time.</source>
        <translation>窗口没有及时绘制完成。</translation>
    </message>
    <message>
        <source>The words around this place stand elsewhere in the text as well, so that it cannot be found again by them.</source>
        <translation>此处前后的文字在全文别处也出现，无法凭文字再次找到这个位置。</translation>
    </message>
    <message>
        <source>There are two repetitions in a row at character {place} of the expression.</source>
        <translation>表达式第 {place} 个字符处连续出现了两个重复符号。</translation>
    </message>
    <message>
        <source>There is no document in {name} that can be read.</source>
        <translation>{name} 中没有可以读取的文件。</translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation>没有文件 {name}。</translation>
    </message>
    <message>
        <source>There is no library yet. Add a folder: zjviewer library add DIR.</source>
        <translation>还没有年报库。请先添加文件夹：zjviewer library add DIR。</translation>
    </message>
    <message>
        <source>There is no metric {metric}. zjviewer compare --list-metrics names all of them.</source>
        <translation>没有指标{metric}。zjviewer compare --list-metrics列出全部指标。</translation>
    </message>
    <message>
        <source>There is no page in {name}.</source>
        <translation>{name}中没有网页。</translation>
    </message>
    <message>
        <source>There is no table {table} in this report.</source>
        <translation>此年报中没有指标表 {table}。</translation>
    </message>
    <message>
        <source>There is no text in {name}.</source>
        <translation>{name} 中没有文字。</translation>
    </message>
    <message>
        <source>There is no {member} in {name}.</source>
        <translation>{name} 中没有 {member}。</translation>
    </message>
    <message>
        <source>There is nothing to repeat at character {place} of the expression.</source>
        <translation>表达式第 {place} 个字符处没有可以重复的内容。</translation>
    </message>
    <message>
        <source>Your share of the disk is used up, so {path} was not written. Make room, or choose another folder.</source>
        <translation>磁盘配额已用完，没有写入 {path}。请腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{count} more places were recognised with a low certainty.</source>
        <translation>另有 {count} 处识别把握较低。</translation>
    </message>
    <message>
        <source>{file} has the stem of several documents. It is used for {name}; changes are stored in a file of its own.</source>
        <translation>{file} 与多份文档同名，现用于 {name}；更改将写入其单独的文件。</translation>
    </message>
    <message>
        <source>{file} is not used for {name}: it belongs to {other}, which has more of its quotations.</source>
        <translation>{file} 未用于 {name}：它属于 {other}，其中的引文在那里更多。</translation>
    </message>
    <message>
        <source>{file} is not used for {name}: it is damaged.</source>
        <translation>{file} 未用于 {name}：文件已损坏。</translation>
    </message>
    <message>
        <source>{name} cannot be read. Save it as DOCX and open that.</source>
        <translation>{name} 无法读取。请另存为 DOCX 再打开。</translation>
    </message>
    <message>
        <source>{name} cannot be read: its reader stopped unexpectedly ({why}). It may be damaged; fetch it again, or save it anew as PDF.</source>
        <translation>无法读取 {name}：读取过程意外中止（{why}）。文件可能已损坏，请重新下载，或另存为 PDF。</translation>
    </message>
    <message>
        <source>{name} cannot be read: there is no encoding {encoding}.</source>
        <translation>无法读取{name}：没有名为{encoding}的编码。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}.</source>
        <translation>无法读取 {name}：{why}。</translation>
    </message>
    <message>
        <source>{name} does not say which characters its letters are. Recognise them first, and open the result.</source>
        <translation>{name}没有说明字形对应的文字。请先做文字识别，再打开识别结果。</translation>
    </message>
    <message>
        <source>{name} has {pages} pages, and at most {limit} can be read.</source>
        <translation>{name}有{pages}页，最多可读取{limit}页。</translation>
    </message>
    <message>
        <source>{name} has {rows} rows, and at most {limit} can be read.</source>
        <translation>{name}有{rows}行，最多可读取{limit}行。</translation>
    </message>
    <message>
        <source>{name} holds {count} documents: {shown}. Open one of them, on the command line with --member NAME.</source>
        <translation>{name} 中有 {count} 个文件：{shown}。请打开其中一个（命令行用 --member NAME）。</translation>
    </message>
    <message>
        <source>{name} holds {count} files, and at most {limit} can be looked through.</source>
        <translation>{name} 中有 {count} 个文件，最多只能查看 {limit} 个。</translation>
    </message>
    <message>
        <source>{name} is a picture of a kind that cannot be read. Save it as PNG, and open that.</source>
        <translation>{name} 是无法读取的图片格式。请另存为 PNG 后再打开。</translation>
    </message>
    <message>
        <source>{name} is an encrypted archive. Unpack it with its password, and open the report in it.</source>
        <translation>{name} 是加密的压缩包。请用密码解压，再打开里面的报告。</translation>
    </message>
    <message>
        <source>{name} is of an old Word or WPS format, which cannot be read. Save it there as DOCX or PDF.</source>
        <translation>{name} 是旧版 Word 或 WPS 格式，无法读取。请用原程序另存为 DOCX 或 PDF。</translation>
    </message>
    <message>
        <source>{name} merges more than {limit} cells, which no report does.</source>
        <translation>{name} 合并的单元格超过 {limit} 个，不会是报告。</translation>
    </message>
    <message>
        <source>{text} was recognised with a certainty of {percent} %, and a sum of the report does not add up with it.</source>
        <translation>“{text}”的识别把握为 {percent}%，且与报告中的合计不符。</translation>
    </message>
    <message>
        <source>{text} was recognised with a certainty of {percent} %.</source>
        <translation>“{text}”的识别把握为 {percent}%。</translation>
    </message>
    <message>
        <source>{text} was recognised with a certainty of {percent} %; a sum of the report confirms it.</source>
        <translation>“{text}”的识别把握为 {percent}%；与报告中的合计相符。</translation>
    </message>
    <message>
        <source>{usual} is on a network drive, where a database may be damaged. The library is stored in {folder}.</source>
        <translation>{usual} 在网络驱动器上，数据库可能损坏。年报库存放在 {folder}。</translation>
    </message>
    <message>
        <source>{name} is a folder, not a report.</source>
        <translation>{name} 是文件夹，不是年报。</translation>
    </message>
    <message>
        <source>Automatic numbers of some lists are not known and were left out.</source>
        <translation>有些列表的自动编号无法得知，已略去。</translation>
    </message>
    <message>
        <source>{name} is an OpenDocument or e-book file, which cannot be read. Save it as DOCX or PDF.</source>
        <translation>{name}是OpenDocument或电子书文件，无法读取。请另存为DOCX或PDF。</translation>
    </message>
    <message>
        <source>{name} is an archive. Unpack it, and open the report in it.</source>
        <translation>{name}是压缩包。请先解压，再打开其中的报告。</translation>
    </message>
    <message>
        <source>{name} is damaged or something else: it is called {ending} and is no {kind} file.</source>
        <translation>{name}已损坏或不是{kind}文件，尽管扩展名是{ending}。</translation>
    </message>
    <message>
        <source>{name} is damaged or was cut off. Fetch it again.</source>
        <translation>{name}已损坏或不完整。请重新获取。</translation>
    </message>
    <message>
        <source>{name} is damaged: it has no document in it.</source>
        <translation>{name}已损坏：其中没有文档。</translation>
    </message>
    <message>
        <source>{name} is damaged: not all of its pages can be read.</source>
        <translation>{name}已损坏：有的页面无法读取。</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} 是空文件。</translation>
    </message>
    <message>
        <source>{name} is encrypted. Open it with its password, and save it without one.</source>
        <translation>{name}已加密。请用密码打开，另存为不加密的文件。</translation>
    </message>
    <message>
        <source>{name} is not a CSV file: {why}.</source>
        <translation>{name}不是CSV文件：{why}。</translation>
    </message>
    <message>
        <source>{name} is not a file.</source>
        <translation>{name}不是文件。</translation>
    </message>
    <message>
        <source>{name} is not a text file.</source>
        <translation>{name} 不是文本文件。</translation>
    </message>
    <message>
        <source>{name} is of a kind that cannot be read; these can: {known}.</source>
        <translation>无法读取 {name} 这类文件；可以读取：{known}。</translation>
    </message>
    <message>
        <source>{name} is too large: {size} MB, and at most {limit} MB can be read.</source>
        <translation>{name} 太大：{size} MB，最多可以读取 {limit} MB。</translation>
    </message>
    <message>
        <source>{name} needs more than {megabytes} MB of memory to be read. It may be damaged; fetch it again, or save it anew as PDF.</source>
        <translation>读取 {name} 需要超过 {megabytes} MB 内存。文件可能已损坏，请重新下载，或另存为 PDF。</translation>
    </message>
    <message>
        <source>{name} takes longer than {seconds} seconds to read. It may be damaged; fetch it again, or open a part of it.</source>
        <translation>读取 {name} 超过 {seconds} 秒。文件可能已损坏，请重新下载，或只打开其中一部分。</translation>
    </message>
    <message>
        <source>{name} unpacks to more than {limit} MB, which no report does.</source>
        <translation>{name}解压后超过{limit} MB，不像是报告。</translation>
    </message>
    <message>
        <source>{name} was changed elsewhere meanwhile, at this very entry. Reload the report to see it.</source>
        <translation>{name} 的这一条目同时被别处修改过。请重新载入年报后查看。</translation>
    </message>
    <message>
        <source>{name} was not read: {reason}.</source>
        <translation>没有读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{path} could not be removed: {reason}.</source>
        <translation>无法删除 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} exists already. Choose another name, or allow it to be overwritten.</source>
        <translation>{path} 已存在。请换一个名称，或允许覆盖。</translation>
    </message>
    <message>
        <source>{path} is damaged and could not be put aside: {reason}.</source>
        <translation>{path} 已损坏，且无法另存：{reason}。</translation>
    </message>
    <message>
        <source>{path} is not a folder. Choose another.</source>
        <translation>{path} 不是文件夹，请另选一个。</translation>
    </message>
    <message>
        <source>{path} was not written because a folder has this name. Choose another name.</source>
        <translation>没有写入 {path}：已有同名文件夹。请换一个名称。</translation>
    </message>
    <message>
        <source>{path} was not written because another window is writing it. Try again.</source>
        <translation>{path} 未写入：另一个窗口正在写入，请重试。</translation>
    </message>
    <message>
        <source>{path} was not written because it may not be changed or is open in another program. Close it there, or choose another name or folder.</source>
        <translation>没有写入 {path}：没有修改权限，或文件正在其他程序中打开。请先关闭它，或换一个名称或文件夹。</translation>
    </message>
    <message>
        <source>{path} was not written because it would be too large for this disk. Choose another folder.</source>
        <translation>没有写入 {path}：文件对此磁盘来说太大。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} was not written because its name holds characters that may not be there. Choose another.</source>
        <translation>没有写入 {path}：名称中有不允许的字符。请换一个名称。</translation>
    </message>
    <message>
        <source>{path} was not written because its name is too long. Choose a shorter one.</source>
        <translation>没有写入 {path}：名称太长。请换一个短一些的。</translation>
    </message>
    <message>
        <source>{path} was not written because there is no folder {folder}. Make it, or choose another.</source>
        <translation>没有写入 {path}：文件夹 {folder} 不存在。请新建，或另选一个。</translation>
    </message>
    <message>
        <source>{path} was not written because there was nothing to put into it.</source>
        <translation>没有写入 {path}：没有可写的内容。</translation>
    </message>
    <message>
        <source>{path} was not written because {folder} is not a folder. Choose another.</source>
        <translation>没有写入 {path}：{folder} 不是文件夹。请另选一个。</translation>
    </message>
    <message>
        <source>{path} was not written because {folder} is read-only. Choose another folder.</source>
        <translation>没有写入 {path}：{folder} 是只读的。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} was not written: a memo ends in {known}.</source>
        <translation>没有写入 {path}：备忘录的扩展名应为 {known}。</translation>
    </message>
    <message>
        <source>{path} was not written: its pages could not be drawn. Try again.</source>
        <translation>没有写入 {path}：页面绘制失败。请再试一次。</translation>
    </message>
    <message>
        <source>{path} was not written: the picture could not be saved.</source>
        <translation>没有写入 {path}：图片保存失败。</translation>
    </message>
    <message>
        <source>{path} was not written: {reason}. Try another folder.</source>
        <translation>没有写入 {path}：{reason}。请换一个文件夹。</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷方式</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Around the report on its page</source>
        <translation>页面上的年报信息</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>发布机构</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Corrected by an editor</source>
        <translation>编者更正</translation>
    </message>
    <message>
        <source>Doubted</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Editor&apos;s note</source>
        <translation>编者说明</translation>
    </message>
    <message>
        <source>Editorial file</source>
        <translation>编辑文件</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>In the editorial file, but not in the text</source>
        <translation>编辑文件中有而全文中没有</translation>
    </message>
    <message>
        <source>In the text</source>
        <translation>全文中</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未收入全文</translation>
    </message>
    <message>
        <source>Line {line} of the file</source>
        <translation>文件第 {line} 行</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>National format</source>
        <translation>全国统一格式</translation>
    </message>
    <message>
        <source>No heading</source>
        <translation>不是标题</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>尚不清楚</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>Nothing of this is lost: it stays in {files}, and holds again as soon as the text has these words.</source>
        <translation>这些内容没有丢失：仍保存在 {files} 中，全文重新出现这些文字时即恢复效力。</translation>
    </message>
    <message>
        <source>Nothing was left out: the text is the whole file.</source>
        <translation>没有略去任何内容：全文就是整个文件。</translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
    <message>
        <source>Paragraph {number}</source>
        <translation>第 {number} 段</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>统计期限</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发布日期</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>识别结果</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>Source tables</source>
        <translation>原文表格</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Tables of figures</source>
        <translation>指标表</translation>
    </message>
    <message>
        <source>That of {first} to {last} ({era})</source>
        <translation>{first}—{last} 年度格式（{era}）</translation>
    </message>
    <message>
        <source>That since {first} ({era})</source>
        <translation>{first} 年度起的格式（{era}）</translation>
    </message>
    <message>
        <source>{title} (found as {was})</source>
        <translation>{title}（识别为：{was}）</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Headings found</source>
        <translation>章节标题</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What is no longer meant can be taken out of that file, or said anew in the window.</source>
        <translation>不再需要的，可从该文件中删去，或在窗口中重新更正。</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 字</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} 页</translation>
    </message>
    <message>
        <source>{count}, of which an editor wrote {editorial}</source>
        <translation>{count} 个，其中编者所加 {editorial} 个</translation>
    </message>
    <message>
        <source>{count}, of which {failed} do not add up</source>
        <translation>{count} 项，其中 {failed} 项不符</translation>
    </message>
    <message>
        <source>{count}, of which {tables} stand in tables</source>
        <translation>{count} 个，其中 {tables} 个列入指标表</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>{path} is not there any more.</source>
        <translation>{path} 已不存在。</translation>
    </message>
</context>
<context>
    <name>ReportLoader</name>
    <message>
        <source>{count} pages of {name} were not read.</source>
        <translation>{name}有{count}页未读取。</translation>
    </message>
    <message>
        <source>{count} files were not opened.</source>
        <translation>有 {count} 个文件未打开。</translation>
    </message>
    <message>
        <source>{name} was not opened.</source>
        <translation>没有打开 {name}。</translation>
    </message>
</context>
<context>
    <name>ReportPropertiesDialog</name>
    <message>
        <source>About this report</source>
        <translation>年报信息</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>发布机构</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>National format</source>
        <translation>全国统一格式</translation>
    </message>
    <message>
        <source>As recognised</source>
        <translation>按识别结果</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>统计期限</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发布日期</translation>
    </message>
    <message>
        <source>Leave it to the program</source>
        <translation>采用识别结果</translation>
    </message>
    <message>
        <source>Grey words are what the program recognised; it stays where nothing is written.</source>
        <translation>灰字是程序识别的结果；留空则采用它。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{name} is written like this: {example}</source>
        <translation>{name}的写法如：{example}</translation>
    </message>
</context>
<context>
    <name>ResultsDelegate</name>
    <message>
        <source>p. {page}</source>
        <translation>第{page}页</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>collected</source>
        <translation>已收集</translation>
    </message>
    <message>
        <source>The file is not there.</source>
        <translation>文件不在原处。</translation>
    </message>
</context>
<context>
    <name>SavedFileButton</name>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
</context>
<context>
    <name>SavedSearchEditor</name>
    <message>
        <source>Name of this search</source>
        <translation>此查找的名称</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Previous hit</source>
        <translation>上一处命中</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处命中</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>关闭查找（Esc）</translation>
    </message>
    <message>
        <source>No hits</source>
        <translation>没有命中</translation>
    </message>
</context>
<context>
    <name>SearchController</name>
    <message>
        <source>The search went on from the beginning.</source>
        <translation>已从头继续查找。</translation>
    </message>
    <message>
        <source>The search went on from the end.</source>
        <translation>已从末尾继续查找。</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Find in this report</source>
        <translation>在年报中查找</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Keep this search</source>
        <translation>保存此查找</translation>
    </message>
    <message>
        <source>Past searches (↓)</source>
        <translation>以往的查找（↓）</translation>
    </message>
    <message>
        <source>Kept: rename or remove</source>
        <translation>已保存：重命名或移除</translation>
    </message>
</context>
<context>
    <name>SearchHistory</name>
    <message>
        <source>Past searches</source>
        <translation>以往的查找</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Clear recent searches</source>
        <translation>清除最近的查找</translation>
    </message>
    <message>
        <source>No searches yet</source>
        <translation>还没有查找过</translation>
    </message>
</context>
<context>
    <name>SearchOptions</name>
    <message>
        <source>Match capitals</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>大小写</translation>
    </message>
    <message>
        <source>Tell full-width from half-width characters</source>
        <translation>区分全角和半角</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>全半角</translation>
    </message>
    <message>
        <source>Traditional as simplified: 公開 = 公开</source>
        <translation>繁体视同简体：公開 = 公开</translation>
    </message>
    <message>
        <source>繁=简</source>
        <translation>繁=简</translation>
    </message>
    <message>
        <source>Pinyin and first letters: zdgk = 主动公开</source>
        <translation>拼音和首字母：zdgk = 主动公开</translation>
    </message>
    <message>
        <source>Pinyin</source>
        <translation>拼音</translation>
    </message>
    <message>
        <source>Near one another: 公开 NEAR/10 申请</source>
        <translation>邻近：公开 NEAR/10 申请</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>邻近</translation>
    </message>
    <message>
        <source>Several words at once, parted by spaces</source>
        <translation>多个词同时查找（以空格分隔）</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>多词</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>.*</source>
        <translation>正则</translation>
    </message>
    <message>
        <source>Only in the section being read</source>
        <translation>仅在当前章节</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>本节</translation>
    </message>
    <message>
        <source>How to compare</source>
        <translation>比较方式</translation>
    </message>
    <message>
        <source>{option} (click to switch off)</source>
        <translation>{option}(点击关闭)</translation>
    </message>
</context>
<context>
    <name>SelectionPopup</name>
    <message>
        <source>Commands for the selected text</source>
        <translation>对选中文字的操作</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>{count} of {total} tabs were opened again; the next starts open the others.</source>
        <translation>已重新打开 {total} 个标签页中的 {count} 个，其余的在以后启动时打开。</translation>
    </message>
    <message>
        <source>Settings could not be written to {path}. They hold until the window is closed.</source>
        <translation>设置无法写入 {path}，只在窗口关闭之前有效。</translation>
    </message>
</context>
<context>
    <name>ShortcutEditor</name>
    <message>
        <source>Next hit, in the search field</source>
        <translation>下一处命中（在查找框中）</translation>
    </message>
    <message>
        <source>Previous hit, in the search field</source>
        <translation>上一处命中（在查找框中）</translation>
    </message>
    <message>
        <source>Past searches, in the empty search field</source>
        <translation>以往的查找（在空的查找框中）</translation>
    </message>
    <message>
        <source>Close the search, or clear the selection</source>
        <translation>关闭查找，或取消选中</translation>
    </message>
    <message>
        <source>Go where a line of a list leads</source>
        <translation>转到列表中一行所指之处</translation>
    </message>
    <message>
        <source>From bar to bar, in the chart</source>
        <translation>从一条到另一条（在图表中）</translation>
    </message>
    <message>
        <source>Mark a check, in the list of checks</source>
        <translation>标记核对结果（在核对列表中）</translation>
    </message>
    <message>
        <source>Menu of a pane</source>
        <translation>窗格的菜单</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Find a command by its name, or by its keys</source>
        <translation>按名称或按键查找命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>改归此命令</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Second shortcut</source>
        <translation>第二快捷键</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>没有匹配的项目。</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>In panes, always</source>
        <translation>窗格中固定的按键</translation>
    </message>
    <message>
        <source>{keys} alone is for typing and moving: add Ctrl or Alt.</source>
        <translation>{keys} 单独用于输入或移动：请加上 Ctrl 或 Alt。</translation>
    </message>
    <message>
        <source>{keys} belongs to “{command}”.</source>
        <translation>{keys} 已用于“{command}”。</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Outline, hits, checks or notes</source>
        <translation>章节、命中、核对或批注</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name}（{count}）</translation>
    </message>
</context>
<context>
    <name>Speaker</name>
    <message>
        <source>The voice of this system does not answer, so nothing can be read aloud.</source>
        <translation>系统语音没有响应，无法朗读。</translation>
    </message>
</context>
<context>
    <name>SpeechBar</name>
    <message>
        <source>Sentence before</source>
        <translation>上一句</translation>
    </message>
    <message>
        <source>Next sentence</source>
        <translation>下一句</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>放慢</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Stop reading aloud</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>TabBar</name>
    <message>
        <source>Tabs</source>
        <translation>标签页</translation>
    </message>
</context>
<context>
    <name>TableChooser</name>
    <message>
        <source>Tables</source>
        <translation>指标表</translation>
    </message>
    <message>
        <source>Find a table by title, row or column</source>
        <translation>按标题、行或列查找指标表</translation>
    </message>
    <message>
        <source>In the section being read</source>
        <translation>正在阅读的章节</translation>
    </message>
</context>
<context>
    <name>TableDialog</name>
    <message>
        <source>Table of {count} figures</source>
        <translation>用 {count} 个数据建表</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>表名</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Names can be changed. Delete takes a figure out of the table.</source>
        <translation>名称可以修改；按 Delete 键把数据移出此表。</translation>
    </message>
    <message>
        <source>One figure a row</source>
        <translation>每行一个数据</translation>
    </message>
    <message>
        <source>Swap rows and columns</source>
        <translation>行列互换</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Make table</source>
        <translation>建表</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>TableExport</name>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV, one line per number with its sentence (*.csv)</source>
        <translation>CSV，每个数据一行并附原句 (*.csv)</translation>
    </message>
</context>
<context>
    <name>TableModel</name>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>does not add up</source>
        <translation>勾稽不符</translation>
    </message>
    <message>
        <source>recognised with doubt</source>
        <translation>识别存疑</translation>
    </message>
</context>
<context>
    <name>TablePane</name>
    <message>
        <source>Table</source>
        <translation>指标表</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制指标表</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>保存指标表…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Table copied</source>
        <translation>指标表已复制</translation>
    </message>
    <message>
        <source>Cells copied</source>
        <translation>单元格已复制</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>保存指标表</translation>
    </message>
    <message>
        <source>Save all tables</source>
        <translation>保存全部指标表</translation>
    </message>
    <message>
        <source>All tables</source>
        <translation>全部指标表</translation>
    </message>
    <message>
        <source>Year {year}</source>
        <translation>{year} 年</translation>
    </message>
    <message>
        <source>Does not add up: {formula}</source>
        <translation>勾稽不符：{formula}</translation>
    </message>
</context>
<context>
    <name>TextDocument</name>
    <message>
        <source>editorial</source>
        <translation>编者加</translation>
    </message>
    <message>
        <source>published {date}</source>
        <translation>发布于 {date}</translation>
    </message>
</context>
<context>
    <name>TextPane</name>
    <message>
        <source>No report is open</source>
        <translation>没有打开年报</translation>
    </message>
    <message>
        <source>Open a file, or drop one here.</source>
        <translation>打开一个文件，或把文件拖到这里。</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>正在打开 {name}</translation>
    </message>
    <message>
        <source>One moment.</source>
        <translation>请稍候。</translation>
    </message>
    <message>
        <source>This report could not be opened</source>
        <translation>无法打开此年报</translation>
    </message>
    <message>
        <source>The citation is on the clipboard.</source>
        <translation>引用著录已复制。</translation>
    </message>
    <message>
        <source>Copied with its source.</source>
        <translation>已复制并注明出处。</translation>
    </message>
    <message>
        <source>Copied: {section}</source>
        <translation>已复制：{section}</translation>
    </message>
    <message>
        <source>Text of the report</source>
        <translation>年报全文</translation>
    </message>
    <message>
        <source>There is no further figure.</source>
        <translation>没有更多数据了。</translation>
    </message>
    <message>
        <source>An editor wrote this heading: the copy of the report has lost it.</source>
        <translation>这个标题由编者补写：转载时已丢失。</translation>
    </message>
</context>
<context>
    <name>UndoHistory</name>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>已重做：{what}</translation>
    </message>
</context>
<context>
    <name>UnreadDialog</name>
    <message>
        <source>Files that cannot be read</source>
        <translation>无法读取的文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>ViewSaver</name>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>还没有可保存的内容。</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>年报比较</translation>
    </message>
</context>
<context>
    <name>ViewState</name>
    <message>
        <source>Saved as {name}.</source>
        <translation>已保存为 {name}。</translation>
    </message>
</context>
</TS>
