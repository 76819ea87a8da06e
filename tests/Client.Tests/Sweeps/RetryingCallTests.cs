using Orleans.Serialization;
using Symmetry.Client.Sweeps;

namespace Symmetry.Client.Tests.Sweeps;

public sealed class RetryingCallTests
{
    // What Orleans throws while silos come and go, besides its own exceptions.
    public static TheoryData<Exception> Passing =>
    [
        new OrleansException("rejected"), new CodecNotFoundException("no codec"), new TimeoutException(),
        new InvalidOperationException("The message expired."),
    ];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Error_that_can_pass_is_followed_by_another_attempt(Exception error)
    {
        var attempts = 0;

        var answer = await Call().AskAsync(() => ++attempts == 1 ? throw error : Task.FromResult("answer"), CancellationToken.None);

        Assert.Equal(("answer", 2), (answer, attempts));
    }

    [Fact]
    public async Task Store_that_cannot_be_written_is_not_waited_for()
    {
        var error = await Assert.ThrowsAsync<UnreachableException>(() =>
            Call(() => "The disk is full.").AskAsync(() => Task.FromResult("answer"), CancellationToken.None));

        Assert.Equal("The disk is full.", error.Message);
    }

    private static RetryingCall Call(Func<string?>? failure = null) =>
        new(TimeProvider.System, RetryBudget.ForThisProcess(TimeProvider.System, failure ?? (() => null)));
}
