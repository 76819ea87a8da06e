using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Parts of tables: which cells, in which order, with which columns, and pivot tables.</summary>
public sealed class TableSelectionTests : IDisposable
{
    private const string Grid = "name: grid\nreplicates: 6\naxes: {learningRate: [0.001, 0.01, 0.1], hidden: [[10], [20, 10]], bias: [false, true]}\n"
        + "exclude: [{learningRate: 0.1, hidden: [10]}]\n";

    private readonly TemporaryFolder folder = new();
    private readonly Session session = new() { Store = new FakeStore { Result = FakeResults.Separated } };

    public TableSelectionTests()
    {
        var sweep = SpecReader.Read(Grid, "grid.yaml", "grid");
        session.Store.Add(sweep, sweep.Trials);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Best_cells_come_first_in_the_direction_of_the_metric()
    {
        Assert.Equal((int[])[9, 8, 7], await CellsAsync("--sort", "accuracy", "--top", "3"));
        Assert.Equal((int[])[9, 8], await CellsAsync("--top", "2"));

        var sweep = PaperSweep.Create(4, 1);
        session.Store.Add(sweep, sweep.Trials);
        var losses = (await TableAsync("paper", "--sort", "train_loss")).GetProperty("cells").EnumerateArray()
            .Select(cell => cell.GetProperty("tests").GetProperty("train_loss").GetProperty("mean").GetDouble()).ToList();
        Assert.Equal(losses.Order(), losses);
        Assert.True(losses[0] < losses[^1]);
    }

    [Theory]
    [InlineData("learningRate=0.01", new[] { 4, 5, 6, 7 })]
    [InlineData("learningRate=1e-2,bias=true", new[] { 5, 7 })]
    [InlineData("learningRate=0.001|0.1, bias=false", new[] { 0, 2, 8 })]
    [InlineData("hidden=[20,10]", new[] { 2, 3, 6, 7, 8, 9 })]
    [InlineData("hidden=[20,10]|[10],bias=true,learningRate=0.01", new[] { 5, 7 })]
    [InlineData("6", new[] { 6 })]
    public async Task Condition_selects_cells(string where, int[] cells) => Assert.Equal(cells, await CellsAsync("--where", where));

    [Fact]
    public async Task Every_format_has_the_same_cells_in_the_same_order()
    {
        string[] selection = ["table", "grid", "--where", "bias=true", "--sort", "accuracy", "--top", "2", "--columns", "max,n,mean,best"];
        Assert.Equal(
            """
            grid: rate of correct classification, 2 of 10 cells with bias=true, best accuracy first, 6 replicates per cell.

                                                    on X_test       on -X_test
            cell  learningRate  hidden   bias  n     max    mean     max    mean  may be best
            ----  ------------  -------  ----  -  ------  ------  ------  ------  -----------
               9           0.1  [20,10]  true  6  0.9100  0.8981  0.0011  0.0006  yes
               7          0.01  [20,10]  true  6  0.8939  0.8803  0.0011  0.0006  yes
            """,
            (await OutAsync(selection)).Split("\n\nn:")[0]);
        Assert.Contains("may be best: in accuracy, among all 10 cells, with 95 % confidence", session.Out, StringComparison.Ordinal);
        Assert.Contains("| 9 | 0.1 | \\[20,10\\] | true | 6 | 0.9100 | 0.8981 | 0.0011 | 0.0006 | yes |\n| 7 |",
            await OutAsync([.. selection, "--format", "markdown"]), StringComparison.Ordinal);
        Assert.Contains("9 & 0.1 & {[}20,10] & true & 6 & 0.9100 & 0.8981 & 0.0011 & 0.0006 & yes \\\\\n    7 &",
            await OutAsync([.. selection, "--format", "latex"]), StringComparison.Ordinal);

        var csv = (await OutAsync([.. selection, "--on", "accuracy", "--format", "csv"])).Split('\n');
        Assert.Equal("cell,learningRate,hidden,bias,test,replicates,failed,max,n,mean,may_be_best", csv[0]);
        Assert.StartsWith("9,0.1,\"[20,10]\",true,original,6,0,0.91,6,0.89", csv[1], StringComparison.Ordinal);
        Assert.EndsWith(",true", csv[1], StringComparison.Ordinal);
        Assert.StartsWith("7,", csv[2], StringComparison.Ordinal);
        Assert.EndsWith(",true", csv[2], StringComparison.Ordinal);
        Assert.Equal(("", 4), (csv[3], csv.Length));

        var root = JsonDocument.Parse(await OutAsync([.. selection, "--format", "json"])).RootElement;
        Assert.Equal("""{"where":"bias=true","sort":"accuracy","cells":2,"of":10}""", JsonSerializer.Serialize(root.GetProperty("selection")));
        var cell = root.GetProperty("cells")[0];
        Assert.Equal((9, true), (cell.GetProperty("cell").GetInt32(), cell.GetProperty("mayBeBest").GetBoolean()));
        Assert.Equal(["n", "mean", "max"], cell.GetProperty("tests").GetProperty("original").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Metric_by_which_is_sorted_is_shown()
    {
        var header = (await OutAsync("table", "grid", "--sort", "loss", "--top", "1", "--on", "seconds")).Split('\n')[2];
        Assert.Contains("train_loss", header, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_cells_are_those_in_the_metric_by_which_is_sorted()
    {
        Assert.Equal("train_loss", (await TableAsync("grid", "--sort", "train_loss")).GetProperty("mayBeBestIn").GetString());
        Assert.Equal("accuracy", (await TableAsync("grid", "--on", "accuracy,train_loss")).GetProperty("mayBeBestIn").GetString());
    }

    [Fact]
    public async Task Legend_is_about_the_columns_that_are_shown()
    {
        Assert.DoesNotContain("95 % interval", await OutAsync("table", "grid", "--columns", "n,mean"), StringComparison.Ordinal);
        Assert.Contains("95 % interval: of the mean", await OutAsync("table", "grid", "--columns", "interval"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_without_a_value_come_last()
    {
        var sweep = SpecReader.Read(Grid.Replace("grid", "begun", StringComparison.Ordinal), "begun.yaml", "begun");
        session.Store.Add(sweep, 3);

        Assert.Equal((int[])[2, 1, 0, 3, 4, 5, 6, 7, 8, 9], await CellsOfAsync("begun", "--sort", "accuracy"));
    }

    [Fact]
    public async Task Every_column_can_be_asked_for_where_it_is_empty_too()
    {
        var text = await OutAsync("table", "grid", "--top", "1", "--on", "accuracy", "--columns", "n,mean,sd,interval,min,max,median,collapsed,paper,best");

        Assert.Contains(" n    mean      sd     95 % interval     min     max  median  collapsed  paper  may be best\n", text, StringComparison.Ordinal);
        Assert.Contains("  0/6  ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pivot_has_one_value_per_pair_and_none_where_there_is_no_cell()
    {
        string[] pivot = ["table", "grid", "--pivot", "learningRate,hidden", "--on", "accuracy", "--where", "bias=true"];
        Assert.Equal(
            """
            grid: mean of accuracy by learningRate and hidden, 5 of 10 cells with bias=true, 6 replicates per cell.

                                       hidden
            learningRate             [10]          [20,10]
            ------------  ---------------  ---------------
                   0.001  0.8269 ± 0.0102  0.8447 ± 0.0102
                    0.01  0.8625 ± 0.0123  0.8803 ± 0.0102
                     0.1                -  0.8981 ± 0.0102

            ±: half of the width of the 95 % interval: of the mean, Student's t over replicates
            """,
            (await OutAsync(pivot)).Split(" (varied:")[0]);
        Assert.Contains("| 0.1 | - | 0.8981 ± 0.0102 |\n", await OutAsync([.. pivot, "--format", "markdown"]), StringComparison.Ordinal);
        Assert.Contains("0.1 & - & 0.8981 $\\pm$ 0.0102 \\\\\n", await OutAsync([.. pivot, "--format", "latex"]), StringComparison.Ordinal);
        var csv = (await OutAsync([.. pivot, "--format", "csv"])).Split('\n');
        Assert.Equal("learningRate,hidden=[10],hidden=[10] half_width,\"hidden=[20,10]\",\"hidden=[20,10] half_width\"", csv[0]);
        Assert.StartsWith("0.1,,,0.898", csv[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Separator_of_values_is_escaped_in_captions()
    {
        string[] selection = ["table", "grid", "--where", "learningRate=0.01|0.1"];
        Assert.Contains("with learningRate=0.01\\textbar{}0.1", await OutAsync([.. selection, "--format", "latex"]), StringComparison.Ordinal);
        Assert.Contains("with learningRate=0.01\\|0.1", await OutAsync([.. selection, "--format", "markdown"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pivot_and_list_have_the_same_numbers()
    {
        var pivot = await TableAsync("grid", "--pivot", "bias,learningRate", "--on", "train_loss", "--where", "hidden=[20,10]");
        var cells = (await TableAsync("grid", "--on", "train_loss")).GetProperty("cells");

        Assert.Equal("""{"axis":"learningRate","values":[0.001,0.01,0.1]}""", JsonSerializer.Serialize(pivot.GetProperty("columns")));
        foreach (var value in pivot.GetProperty("values").EnumerateArray().SelectMany(row => row.EnumerateArray()))
        {
            var loss = cells[value.GetProperty("cell").GetInt32()].GetProperty("tests").GetProperty("train_loss");
            Assert.Equal(loss.GetProperty("mean").GetDouble(), value.GetProperty("value").GetDouble());
            Assert.Equal(loss.GetProperty("upper").GetDouble(), value.GetProperty("upper").GetDouble());
        }
    }

    [Fact]
    public async Task Export_has_the_rows_of_the_selected_cells()
    {
        var lines = (await OutAsync("export", "grid", "--to", "-", "--format", "csv", "--where", "bias=true,learningRate=0.01")).Trim().Split('\n');

        Assert.Equal(["5", "7"], lines.Skip(1).Select(line => line.Split(',')[0]).Distinct());
        Assert.Equal(1 + (2 * 6), lines.Length);
        Assert.Equal(0, await session.RunAsync("export", "grid", "--to", folder.File("all.parquet")));
        Assert.Equal(0, await session.RunAsync("export", "grid", "--to", folder.File("some.parquet"), "--where", "5"));
        Assert.True(new FileInfo(folder.File("some.parquet")).Length < new FileInfo(folder.File("all.parquet")).Length);
    }

    [Theory]
    [InlineData("--where: unknown setting 'learningrat'. The axes of this sweep: learningRate, hidden, bias. Did you mean learningRate?",
        "--where", "learningrat=0.01")]
    [InlineData("--where: no cell has learningRate=0.5. learningRate is 0.001, 0.01, 0.1.", "--where", "learningRate=0.01|0.5")]
    [InlineData("--where: no cell has activation=relu. activation is tanh.", "--where", "activation=relu")]
    [InlineData("--where: bias: expected true or false, got 'maybe'.", "--where", "bias=maybe")]
    [InlineData("--where: 'learningRate=0.1,hidden=[10]' matches none of 10 cells.", "--where", "learningRate=0.1,hidden=[10]")]
    [InlineData("--where: 'bias' is given twice. Separate the values of a setting with |.", "--where", "bias=true,bias=false")]
    [InlineData("--where: expected a cell's number or settings such as features=identity,bias=false, got 'bias'.", "--where", "bias")]
    [InlineData("--where: expected a cell from 0 to 9, got 10.", "--where", "10")]
    [InlineData("Unknown metric 'acuracy'. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum. Did you mean accuracy?", "--sort", "acuracy")]
    [InlineData("--top: expected a whole number from 1 to 100000, got '0'. (see symmetry table --help)", "--top", "0")]
    [InlineData("--columns: unknown column 'mode'. Valid columns: n, mean, sd, interval, min, max, median, collapsed, paper, best.",
        "--columns", "n,mode")]
    [InlineData("--pivot: unknown axis 'layers'. The axes of this sweep: learningRate, hidden, bias.", "--pivot", "learningRate,layers", "--on", "accuracy")]
    [InlineData("--pivot: expected two axes with a comma between them, such as learningRate,hidden, got 'bias'.", "--pivot", "bias", "--on", "accuracy")]
    [InlineData("--pivot: expected two axes with a comma between them, such as learningRate,hidden, got 'bias,bias'.", "--pivot", "bias,bias")]
    [InlineData("--pivot shows one metric. Choose it with --on: accuracy, accuracy_inverted, train_loss, seconds, sum.", "--pivot", "bias,hidden")]
    [InlineData("--pivot: 2 cells have learningRate=0.001 and hidden=[10]. Select one value of each of these with --where: bias (false, true).",
        "--pivot", "learningRate,hidden", "--on", "accuracy")]
    [InlineData("--pivot shows every pair of values once. --sort, --top and --columns are for lists of cells.",
        "--pivot", "learningRate,hidden", "--on", "accuracy", "--top", "3")]
    [InlineData("--interval images is for proportions, and train_loss is a real number. Use t, skewed, bca or run.",
        "--sort", "train_loss", "--interval", "images")]
    public async Task Bad_request_gives_exit_code_2_and_one_sentence(string sentence, params string[] options)
    {
        Assert.Equal(2, await session.RunAsync(["table", "grid", .. options]));
        Assert.StartsWith(sentence + "\n", session.Error, StringComparison.Ordinal);
        Assert.Empty(session.Out);
    }

    [Fact]
    public async Task Export_of_unknown_cells_gives_exit_code_2_and_writes_nothing()
    {
        Assert.Equal(2, await session.RunAsync("export", "grid", "--to", folder.File("rows.csv"), "--where", "bias=2"));
        Assert.Equal("--where: bias: expected true or false, got '2'.\n", session.Error);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private Task<IEnumerable<int>> CellsAsync(params string[] options) => CellsOfAsync("grid", options);

    private async Task<IEnumerable<int>> CellsOfAsync(string id, params string[] options) =>
        (await TableAsync(id, options)).GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("cell").GetInt32()).ToList();

    private async Task<JsonElement> TableAsync(string id, params string[] options) =>
        JsonDocument.Parse(await OutAsync(["table", id, .. options, "--format", "json"])).RootElement;

    private async Task<string> OutAsync(params string[] arguments)
    {
        var before = session.Out.Length;
        Assert.Equal(0, await session.RunAsync(arguments));
        return session.Out[before..];
    }
}
