using System.Net;
using System.Text.RegularExpressions;
using Symmetry.Client;
using Symmetry.Client.Commands;

namespace Symmetry.Web.Tests;

/// <summary>Files of the page are byte for byte those of the command line.</summary>
public sealed partial class DownloadTests
{
    private const string Specification =
        "name: files\nreplicates: 3\naxes: {features: [identity, square], epochs: [1, 2, 3]}\nfixed: {hidden: [2], trainFraction: 0.05}\n";

    // A column without times, as files of others have.
    private const string Scores = "model,seed,score\na,1,0.5\na,2,0.625\nb,1,0.75\nb,2,0.5\n";

    [Theory]
    [InlineData(Specification)]
    [InlineData(Scores)]
    public async Task Downloads_have_the_bytes_that_the_command_line_writes(string input)
    {
        var folder = Directory.CreateTempSubdirectory("symmetry-downloads-");
        var id = await StoreAsync(folder, input);
        var expected = new Dictionary<string, byte[]>();
        foreach (var (path, arguments) in ((string, string[])[])
        [
            ("table.csv", ["table", id, "--format", "csv"]),
            ("table.md", ["table", id, "--format", "markdown"]),
            ("table.tex", ["table", id, "--format", "latex"]),
            ("table.json", ["table", id, "--format", "json"]),
            ("table.csv?top=1", ["table", id, "--format", "csv", "--top", "1"]),
            ("results.csv", ["export", id, "--to", "FILE.csv"]),
            ("results.jsonl", ["export", id, "--to", "FILE.jsonl"]),
            ("results.parquet", ["export", id, "--to", "FILE.parquet"]),
            ("report.html", ["report", id, "--to", "FILE.html"]),
            ("figures/runs.svg", ["plot", id, "--to", "FILE.svg"]),
            ("figures/differences.svg", ["plot", id, "--show", "differences", "--to", "FILE.svg"]),
            ("figures/runs.png?where=1&baseline=0", ["plot", id, "--where", "1", "--baseline", "0", "--to", "FILE.png"]),
            .. input == Specification ? OfGrid(id) : [],
        ])
        {
            var file = Path.Combine(folder.FullName, "file");
            var text = await RunAsync(folder, [.. arguments.Select(argument => argument.Replace("FILE", file, StringComparison.Ordinal))]);
            var written = arguments[^1].Replace("FILE", file, StringComparison.Ordinal);
            expected[path] = text.Length > 0 ? System.Text.Encoding.UTF8.GetBytes(text)
                : await File.ReadAllBytesAsync(written, TestContext.Current.CancellationToken);
        }

        await using var served = await Served.StartAsync(folder);
        foreach (var (path, bytes) in expected)
        {
            using var response = await served.Http.GetAsync(new Uri($"sweeps/{id}/{path}", UriKind.Relative), TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

            Assert.True(response.IsSuccessStatusCode, $"{path}: {System.Text.Encoding.UTF8.GetString(body)}");
            Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
            Assert.StartsWith(id, response.Content.Headers.ContentDisposition.FileName!.Trim('"'), StringComparison.Ordinal);
            Assert.Equal(WithoutTime(bytes), WithoutTime(body));
        }
    }

    [Theory]
    [InlineData("table.exe", HttpStatusCode.NotFound, "Unknown file type. Valid types: csv, md, tex, json.")]
    [InlineData("results.xlsx", HttpStatusCode.NotFound, "Unknown file type. Valid types: csv, jsonl, parquet.")]
    [InlineData("figures/x.svg", HttpStatusCode.NotFound, "Unknown figure. Valid figures: runs, differences, ")]
    [InlineData("figures/tuning.svg", HttpStatusCode.BadRequest, " has no figure 'tuning'. ")]
    [InlineData("figures/runs.gif", HttpStatusCode.NotFound, "Unknown file type. Valid types: svg, png.")]
    [InlineData("figures/runs.svg?where=colour=red", HttpStatusCode.BadRequest, "where: unknown setting 'colour'.")]
    [InlineData("table.csv?on=x", HttpStatusCode.BadRequest, "Unknown metric 'x'. ")]
    public async Task Unknown_file_gets_a_sentence(string path, HttpStatusCode status, string sentence)
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(1);
        using var response = await served.Http.GetAsync(new Uri($"sweeps/{sweep.Id}/{path}", UriKind.Relative), TestContext.Current.CancellationToken);

        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(sentence, WebUtility.HtmlDecode(answer.Replace("\\u0027", "'", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Null(response.Content.Headers.ContentDisposition);
    }

    private static (string, string[])[] OfGrid(string id) =>
    [
        ("figures/interaction.svg?on=train_loss&axes=epochs,features",
            ["plot", id, "--show", "interaction", "--on", "train_loss", "--axes", "epochs,features", "--to", "FILE.svg"]),
        ("figures/effects.svg?where=epochs%3D1|2", ["plot", id, "--show", "effects", "--where", "epochs=1|2", "--to", "FILE.svg"]),
    ];

    private static async Task<string> StoreAsync(DirectoryInfo folder, string input)
    {
        var isSpec = input == Specification;
        var file = Path.Combine(folder.FullName, isSpec ? "files.yaml" : "scores.csv");
        await File.WriteAllTextAsync(file, input, TestContext.Current.CancellationToken);
        var text = await RunAsync(folder, isSpec ? ["run", file, "--quiet", "--json", "-"] : ["import", file, "--quiet"]);
        return isSpec ? System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("sweep").GetString()! : text.Trim();
    }

    private static async Task<string> RunAsync(DirectoryInfo folder, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var environment = new CliEnvironment { Out = output, Error = error, Open = CliEnvironment.OpenAsync };
        var code = await CommandLine.RunAsync([.. arguments, "--data", folder.FullName], environment, TestContext.Current.CancellationToken);
        Assert.True(code == 0, error.ToString());
        return output.ToString();
    }

    private static string WithoutTime(byte[] bytes) => Time().Replace(System.Text.Encoding.Latin1.GetString(bytes), "");

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} UTC", RegexOptions.NonBacktracking)]
    private static partial Regex Time();
}
