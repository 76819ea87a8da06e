namespace Symmetry.Grains.Trials;

/// <summary>A job that may run together with others of its kind.</summary>
/// <param name="work">The work.</param>
/// <param name="item">What to work on.</param>
/// <param name="stop">Cancels it.</param>
/// <param name="waits">Whether its time is the elapsed time.</param>
internal sealed class JointSlotJob<TItem, T>(IJointWork<TItem, T> work, TItem item, CancellationTokenSource stop, bool waits)
    : SlotJob<T>(token => work.Run(item, token), stop, waits)
    where T : class
{
    private readonly IJointWork<TItem, T> work = work;
    private readonly TItem item = item;
    private readonly object? key = work.KeyOf(item);

    public override bool CanJoin(SlotJob other) =>
        other is JointSlotJob<TItem, T> joint && ReferenceEquals(joint.work, work) && key is not null && key.Equals(joint.key);

    public override void RunTogether(IReadOnlyList<SlotJob> jobs, TimeProvider time)
    {
        var joint = jobs.Cast<JointSlotJob<TItem, T>>().ToArray();
        IReadOnlyList<T?> results = [];
        var start = Seconds(time);
        try
        {
            results = work.RunTogether(Array.ConvertAll(joint, job => (job.item, job.Stop)));
        }
#pragma warning disable CA1031 // each job that has no result runs alone, so that a failure is its own
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        var seconds = (Seconds(time) - start) / joint.Length;
        for (var i = 0; i < joint.Length; i++)
        {
            if (i < results.Count && results[i] is { } result)
            {
                joint[i].Complete(result, seconds);
            }
            else
            {
                joint[i].Run(time);
            }
        }
    }
}
