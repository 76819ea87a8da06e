namespace Symmetry.Protocol;

/// <summary>A call that waits for its answer; the first answer counts.</summary>
internal sealed class Call<T>(Process caller)
{
    // Continuations run in the turn of the caller that has the answer.
    private readonly TaskCompletionSource<T> answer = new();

    public Task<T> Answer => answer.Task;

    public void Succeed(T result) => caller.Post(() => answer.TrySetResult(result));

    public void Fail(Exception failure)
    {
        if (!answer.Task.IsCompleted)
        {
            caller.Post(() => answer.TrySetException(failure));
        }
    }
}
