using Spectre.Console;
using Symmetry.Client.Commands;

namespace Symmetry.Client.Tests.Fakes;

/// <summary>One run of the program in this process, with its captured output.</summary>
internal sealed class Session : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };

    public string Out => output.ToString();

    public string Error => error.ToString();

    public FakeStore Store { get; init; } = new();

    public IAnsiConsole? Terminal { get; init; }

    public Client.Sweeps.OpenStore? Open { get; init; }

    public Dictionary<string, string> Variables { get; } = [];

    public CancellationTokenSource Interruption { get; } = new();

    public CliEnvironment CliEnvironment => new()
    {
        Out = output,
        Error = error,
        Terminal = Terminal,
        Open = Open ?? Store.OpenAsync,
        Variable = Variables.GetValueOrDefault,
        PollEvery = TimeSpan.FromMilliseconds(1),
    };

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
        Interruption.Dispose();
    }

    public Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(arguments, CliEnvironment, Interruption.Token);
}
