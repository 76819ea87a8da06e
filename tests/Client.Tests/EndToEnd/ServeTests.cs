using System.Net;
using System.Text;
using Symmetry.Client.Commands;
using Symmetry.Client.Embedding;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The page without a run, and after one.</summary>
public sealed class ServeTests : IDisposable
{
    private const string Spec = "replicates: 3\naxes: {features: [identity, permutation]}\nfixed: {epochs: 1, hidden: [2]}\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Folder_is_served_read_only_until_the_interruption()
    {
        var (spec, data) = (folder.Write("tiny.yaml", Spec), folder.File("runs"));
        using var run = new Session { Open = EmbeddedSweepStore.OpenAsync };
        Assert.Equal(0, await run.RunAsync("run", spec, "--data", data, "--web"));
        Assert.Contains($"\nIn the browser: symmetry serve --open --data {data}\n", run.Error, StringComparison.Ordinal);

        await ServeAsync(["--data", data], async http =>
        {
            Assert.Contains("\"committed\":6", await http.GetStringAsync("api/sweeps"), StringComparison.Ordinal);
            var (status, answer) = await PostAsync(http, Spec.Replace("3", "4", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.Conflict, status);
            Assert.Contains("The store is read-only; sweeps cannot be submitted.", answer, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Cluster_is_served_by_the_client_and_takes_sweeps()
    {
        var port = SiloProcess.FreePort();
        using var silo = SiloProcess.Start(folder.File("there"), port);

        await ServeAsync(["--cluster", $"127.0.0.1:{port}", "--wait-for", "120"], async http =>
        {
            var (status, answer) = await PostAsync(http, Spec);
            Assert.Equal(HttpStatusCode.Created, status);
            var id = System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("sweep").GetString()!;
            Assert.Contains(id, await http.GetStringAsync("api/sweeps"), StringComparison.Ordinal);
        });
        silo.Kill();
    }

    [Fact]
    public async Task Missing_folder_is_5()
    {
        using var session = new Session { Open = EmbeddedSweepStore.OpenAsync };

        Assert.Equal(5, await session.RunAsync("serve", "--data", folder.File("nowhere")));
        Assert.EndsWith("nowhere: no such folder.\n", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_of_a_run_stays_until_the_interruption_and_the_exit_code_is_that_of_the_sweep()
    {
        var spec = folder.Write("tiny.yaml", Spec);
        await using var error = new Listener("The page stays at ");
        using var session = new Session { Open = EmbeddedSweepStore.OpenAsync };
        var environment = session.CliEnvironment with { Error = error };
        var run = CommandLine.RunAsync(["run", spec, "--data", folder.File("runs"), "--stay"], environment, session.Interruption.Token);
        var line = await error.Heard.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(line.Split(' ')[4]) };

        Assert.Contains("\"status\":\"completed\"", await http.GetStringAsync("api/sweeps", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await session.Interruption.CancelAsync();
        Assert.Equal(0, await run);
        Assert.Contains("permutation", session.Out, StringComparison.Ordinal);
    }

    // The browser is opened when the page is served, and "fails" here.
    private static async Task ServeAsync(string[] place, Func<HttpClient, Task> look)
    {
        var opened = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var session = new Session { Open = CliEnvironment.OpenAsync };
        var environment = session.CliEnvironment with
        {
            OpenBrowser = page =>
            {
                opened.SetResult(page);
                return "no browser";
            },
        };
        var serving = CommandLine.RunAsync(["serve", .. place, "--open"], environment, session.Interruption.Token);
        var page = await opened.Task.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        using (var http = new HttpClient { BaseAddress = page })
        {
            await look(http);
        }

        await session.Interruption.CancelAsync();
        Assert.Equal(0, await serving);
        Assert.Equal($"{page}\n", session.Out);
        Assert.EndsWith("Press Ctrl-C to stop.\nThe browser could not be opened: no browser\n", session.Error, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Answer)> PostAsync(HttpClient http, string yaml)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/sweeps") { Content = new StringContent(yaml, Encoding.UTF8, "application/yaml") };
        request.Headers.Add("X-Symmetry", "1");
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    // Says when a line that starts like this is written.
    private sealed class Listener(string start) : StringWriter
    {
        private readonly TaskCompletionSource<string> heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Heard => heard.Task;

        public override Task WriteLineAsync(string? value)
        {
            if (value?.StartsWith(start, StringComparison.Ordinal) == true)
            {
                heard.TrySetResult(value);
            }

            return base.WriteLineAsync(value);
        }
    }
}
