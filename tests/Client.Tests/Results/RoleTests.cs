using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Results;

namespace Symmetry.Client.Tests.Results;

/// <summary>What columns mean, by options and by inference.</summary>
public sealed class RoleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("model,lr,seed,accuracy,loss\na,0.1,1,0.9,1.5\na,0.1,2,0.8,1.25\na,0.2,1,0.7,1\na,0.2,2,0.6,2\n"
        + "b,0.1,1,0.95,3\nb,0.1,2,0.85,4\nb,0.2,1,1,5\nb,0.2,2,0.5,6\n",
        "replicate: seed; axes: model, lr; metrics: accuracy (larger is better), loss (smaller is better)")]
    [InlineData("dropout,random_seed,fold,trainError,note\ntrue,1,1,3,x\ntrue,1,2,4,y\nfalse,2,1,4,z\nfalse,2,2,3,w\n",
        "replicate: random_seed, fold; axes: dropout; metrics: trainError (smaller is better); ignored: note")]
    [InlineData("id,model,run,points\n1,a,1,10\n2,a,2,11\n3,b,1,12\n4,b,2,13\n",
        "replicate: run; axes: model; metrics: points (larger is better); ignored: id")]
    [InlineData("model,item,score,split\na,x,1,test\na,y,0,test\nb,x,1,test\nb,y,1,test\n",
        "replicate: item; axes: model; metrics: score (larger is better); ignored: split")]
    [InlineData("model,seed,accuracy\na,1,0.5\na,2,0.5\n", "replicate: seed; axes: none; metrics: accuracy (larger is better); ignored: model")]
    public void Roles_are_inferred_from_names_and_values(string csv, string roles) => Assert.Equal(roles, Find(csv, new RoleOptions()).Describe());

    [Theory]
    [InlineData("k", "n", "m", "replicate: k; axes: m; metrics: n (larger is better); ignored: seed, total")]
    [InlineData("k", "n/total:smaller", "m,seed", "replicate: k; axes: m, seed; metrics: n (smaller is better)")]
    [InlineData(null, "n/total", null, "replicate: seed; axes: m; metrics: n (larger is better); ignored: k")]
    public void Named_roles_win(string? replicate, string? metric, string? axis, string roles)
    {
        const string Csv = "m,k,seed,n,total\na,1,1,5,10\na,2,2,6,10\nb,3,1,7,10\nb,4,2,8,10\n";

        Assert.Equal(roles, Find(Csv, new RoleOptions(replicate, metric, axis)).Describe());
    }

    [Fact]
    public void File_without_replicates_is_counted_by_rows_where_nothing_is_paired()
    {
        const string Csv = "model,accuracy\na,0.5\nb,0.6\na,0.7\n";
        var roles = Find(Csv, new RoleOptions(NeedsReplicates: false));
        var file = FileSweep.Read([new ResultFile(TypedTable.Read(folder.File("scores.csv")), roles)]);

        Assert.Equal("replicate: the order of the rows; axes: model; metrics: accuracy (larger is better)", roles.Describe());
        Assert.Equal((2, 2, 3), (file.Sweep.Cells.Length, file.Sweep.Replicates, file.Count));
    }

    [Fact]
    public void Proportion_keeps_its_counts_and_is_named_after_the_first_column()
    {
        var metric = Find("m,seed,right,total\na,1,5,10\nb,1,11,10\n", new RoleOptions(Metric: "right/total")).Metrics.Single();

        Assert.Equal(("right", 5, 10), (metric.Metric.Name, metric.Read(0)!.Value.Correct, metric.Read(0)!.Value.Total));
        Assert.Null(metric.Read(1));
    }

    [Fact]
    public void Column_with_a_slash_in_its_name_is_a_metric_by_that_name()
    {
        var metric = Find("m,seed,eval/loss\na,1,5\nb,1,6\n", new RoleOptions(Metric: "eval/loss")).Metrics.Single();

        Assert.Equal(("eval_loss", 5.0), (metric.Metric.Name, metric.Read(0)!.Value.Value));
    }

    [Fact]
    public void Formats_give_the_same_columns()
    {
        var csv = TypedTable.Read(folder.Write("a.csv", "\uFEFFm,on,lr,hidden\r\nx,True,1e-3,\"[10,5]\"\r\n\r\n\"y, z\",false,,[]\r\n"));
        var json = TypedTable.Read(folder.Write(
            "a.jsonl", "{\"m\":\"x\",\"on\":true,\"lr\":0.001,\"hidden\":[10, 5]}\n\n{\"m\":\"y, z\",\"on\":false,\"lr\":null,\"hidden\":[]}"));

        Assert.Equal(Texts(csv), Texts(json));
        Assert.Equal(["x|true|0.001|[10,5]", "y, z|false||[]"], Texts(csv));
        Assert.Equal([ColumnKind.Text, ColumnKind.Boolean, ColumnKind.Number, ColumnKind.Text], csv.Columns.Select(column => column.Kind));
        Assert.Equal(("line 2", "line 4"), (csv.Place(0), csv.Place(1)));
        Assert.Equal("lines 1 and 3", json.Places(0, 1));
    }

    private static IEnumerable<string> Texts(TypedTable table) =>
        Enumerable.Range(0, table.Rows).Select(row => string.Join('|', table.Columns.Select(column => column.Text(row))));

    private ColumnRoles Find(string csv, RoleOptions options) => RoleFinder.Find(TypedTable.Read(folder.Write("scores.csv", csv)), options);
}
