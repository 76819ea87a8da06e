using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Symmetry.Formats.Results;

namespace Symmetry.Web.Tests;

/// <summary>Files of results that are sent to the server.</summary>
public sealed class ImportTests
{
    private const string Scores = "model,seed,score\na,1,0.5\na,2,0.625\nb,1,0.75\nb,2,0.5\n";

    [Fact]
    public async Task Uploaded_file_becomes_the_sweep_that_the_command_line_imports()
    {
        await using var served = await Served.StartAsync();
        var (_, plan) = await PostAsync(served, "api/results/plan?name=scores.csv", Scores);
        Assert.Equal("replicate: seed; axes: model; metrics: score (larger is better)", plan.GetProperty("roles").GetString());
        Assert.Equal([2, 2, 4], ((string[])["cells", "replicates", "trials"]).Select(name => plan.GetProperty(name).GetInt32()));
        Assert.Equal("[]", await served.Http.GetStringAsync("api/sweeps", TestContext.Current.CancellationToken));

        var (status, answer) = await PostAsync(served, "api/results?name=scores.csv", Scores);
        Assert.Equal((HttpStatusCode.Created, Id(), 4), (status, answer.GetProperty("sweep").GetString(), answer.GetProperty("imported").GetInt32()));
        Assert.Contains("\"committed\":4", await served.Http.GetStringAsync("api/sweeps", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var (_, again) = await PostAsync(served, "api/results?name=scores.csv", Scores);
        Assert.Equal(0, again.GetProperty("imported").GetInt32());
    }

    // Specifications are limited to 1 MB, results are not.
    [Fact]
    public async Task File_of_several_megabytes_is_read()
    {
        await using var served = await Served.StartAsync();
        var rows = string.Concat(Enumerable.Range(0, 100_000)
            .Select(row => $"{(row % 2 == 0 ? "first" : "second")},{row / 2},0.{row % 97:D2}0123456789\n"));
        var (status, plan) = await PostAsync(served, "api/results/plan?name=large.csv", "model,seed,score\n" + rows);

        Assert.True(rows.Length > 2 << 20);
        Assert.Equal((HttpStatusCode.OK, 100_000), (status, plan.GetProperty("trials").GetInt32()));
    }

    [Theory]
    [InlineData("scores.csv", Scores, "&metric=points", "--metric: scores.csv has no column 'points'; ")]
    [InlineData("scores.csv", "model,seed,score\na,1\n", "", "scores.csv: line 2 ")]
    [InlineData("scores.csv", "model,seed,score\na,1,0.5\na,2,0.6\nb,1,1\n", "", "scores.csv: the cell model=b has no row for seed=2, which other cells have.")]
    [InlineData("scores.txt", Scores, "", "name: expected the name of a file without a folder, ending in .csv, ")]
    [InlineData("../scores.csv", Scores, "", "name: expected the name of a file without a folder, ending in .csv, ")]
    [InlineData("", Scores, "", "name: expected the name of a file without a folder, ending in .csv, ")]
    public async Task Mistake_gets_a_sentence_that_names_no_folder_of_the_server(string name, string content, string roles, string sentence)
    {
        await using var served = await Served.StartAsync();
        var (status, answer) = await PostAsync(served, $"api/results?name={Uri.EscapeDataString(name)}{roles}", content);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(sentence, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("[]", await served.Http.GetStringAsync("api/sweeps", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Page_shows_what_the_columns_mean_before_the_file_is_imported()
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync(new Uri(served.Address, "import").ToString());
        var submit = page.GetByRole(AriaRole.Button, new() { Name = "Import" });
        await Assertions.Expect(submit).ToBeDisabledAsync();
        await page.GetByLabel("File").SetInputFilesAsync(new FilePayload
        {
            Name = "scores.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(Scores),
        });
        await Assertions.Expect(page.Locator("#plan")).ToHaveTextAsync(
            "replicate: seed; axes: model; metrics: score (larger is better). Cells: 2. Replicates of each: 2.");
        await page.GetByLabel("Metric").FillAsync("score:smaller");
        await page.GetByLabel("Metric").BlurAsync();
        await Assertions.Expect(page.Locator("#plan")).ToContainTextAsync("score (smaller is better)");
        await browser.SaveScreenshotAsync("desktop-light-import");
        await page.RouteAsync("**/sweeps/scores-*", route => route.FulfillAsync(new() { Body = "the sweep" }));
        await submit.ClickAsync();
        await page.WaitForURLAsync("**/sweeps/scores-*");

        await browser.AssertFaultlessAsync();
    }

    private static string Id()
    {
        var folder = Directory.CreateTempSubdirectory("symmetry-import-");
        var file = Path.Combine(folder.FullName, "scores.csv");
        File.WriteAllText(file, Scores);
        var id = FileSweep.Read(ResultFile.ReadAll([file], new RoleOptions())).Sweep.Id;
        folder.Delete(recursive: true);
        return id;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(Served served, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add("X-Symmetry", "1");
        using var response = await served.Http.SendAsync(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }
}
