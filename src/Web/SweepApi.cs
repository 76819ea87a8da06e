using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Web.Json;

namespace Symmetry.Web;

/// <summary>The JSON API behind the page: reads sweeps, and cancels and resumes them. It is documented in openapi.json.</summary>
/// <param name="grains">Gives access to the grains.</param>
/// <param name="snapshots">The states of the sweeps.</param>
internal sealed class SweepApi(IGrainFactory grains, Snapshots snapshots)
{
    private const int MaxRows = 1000;
    private const int MaxCellsOfTable = 5000;

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/sweeps", ListAsync);
        routes.MapGet("/api/sweeps/{id}", GetAsync);
        routes.MapGet("/api/sweeps/{id}/table", TableAsync);
        routes.MapGet("/api/sweeps/{id}/cells/{cell}/trials", TrialsAsync);
        routes.MapGet("/api/sweeps/{id}/cells/{cell}/trials/{replicate}", TrialAsync);
        routes.MapGet("/api/sweeps/{id}/cells/{cell}/trials/{replicate}/curve", CurveAsync);
        routes.MapPost("/api/sweeps/{id}/cancel", context => ExecuteAsync(context, grain => grain.CancelAsync()));
        routes.MapPost("/api/sweeps/{id}/resume", context => ExecuteAsync(context, grain => grain.ResumeAsync()));
        routes.MapGet("/api/silos", SilosAsync);
    }

    /// <summary>Opens the sweep in the path.</summary>
    public static async Task<(ISweepGrain Grain, Sweep Sweep)> OpenAsync(IGrainFactory grains, HttpContext context)
    {
        var grain = grains.GetGrain<ISweepGrain>(RouteValues.SweepId(context));
        return (grain, Sweep.Parse(await grain.GetSpecAsync()));
    }

    /// <summary>Reads everything that a sweep found, for answers that are written as a whole.</summary>
    /// <exception cref="NotFoundException">The sweep has too many cells for that.</exception>
    public static Task<SweepRuns> ReadRunsAsync(HttpContext context, ISweepGrain grain, Sweep sweep) => sweep.Cells.Length <= MaxCellsOfTable
        ? SweepRuns.ReadAsync(new GrainRuns(grain, sweep), context.RequestAborted)
        : throw new NotFoundException($"The sweep has {sweep.Cells.Length} cells, more than {MaxCellsOfTable}. Use symmetry table, plot or report.");

    /// <summary>Reads the table that the query of a request selects.</summary>
    public static async Task<SweepTable> ReadTableAsync(HttpContext context, ISweepGrain grain, Sweep sweep)
    {
        var metrics = RouteValues.Text(context, "on") is { } names ? MetricSelector.FindAll(MetricSelector.Selectable(sweep), names) : null;
        var selection = CellSelection.Find(
            sweep, metrics ?? SweepTable.DefaultMetrics(MetricSelector.Selectable(sweep)),
            RouteValues.Text(context, "where"), RouteValues.Text(context, "sort"), TopOf(context));
        return new SweepTable(await ReadRunsAsync(context, grain, sweep), metrics, selection: selection);
    }

    private async Task ListAsync(HttpContext context)
    {
        var sweeps = await SweepList.ReadAsync(grains);
        await JsonResponse.SendAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var (head, counts) in sweeps)
            {
                SweepJson.WriteHead(json, head, counts);
            }

            json.WriteEndArray();
        });
    }

    private async Task GetAsync(HttpContext context)
    {
        var snapshot = await snapshots.GetAsync(RouteValues.SweepId(context));
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(snapshot.Json, context.RequestAborted);
    }

    private async Task TableAsync(HttpContext context)
    {
        var (grain, sweep) = await OpenAsync(grains, context);
        var table = await ReadTableAsync(context, grain, sweep);
        await JsonResponse.SendAsync(context, json => TableJson.Write(json, table), isIndented: true);
    }

    private async Task TrialsAsync(HttpContext context)
    {
        var (grain, sweep) = await OpenAsync(grains, context);
        var cell = new ExportedCell(sweep, RouteValues.Cell(context, sweep));
        var from = RouteValues.Number(context.Request.Query["from"], 0, long.MaxValue, otherwise: 0);
        var count = (int)RouteValues.Number(context.Request.Query["count"], 1, MaxRows, otherwise: 100);
        var rows = await grain.GetRowsAsync(cell.Cell.Number, from, count);
        var (runs, columns) = (new GrainRuns(grain, sweep), new TrialColumns(sweep, cell.Cell));
        await JsonResponse.SendAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                TrialJson.Write(json, columns, new ExportedTrial(sweep, cell, runs.Read(row)));
            }

            json.WriteEndArray();
        });
    }

    private async Task TrialAsync(HttpContext context)
    {
        var (grain, sweep) = await OpenAsync(grains, context);
        var cell = new ExportedCell(sweep, RouteValues.Cell(context, sweep));
        var replicate = RouteValues.Number(context.GetRouteValue("replicate") as string, 0, sweep.Replicates - 1, otherwise: -1);
        var rows = replicate < 0 ? [] : await grain.GetRowsAsync(cell.Cell.Number, replicate, 1);
        if (rows.Length == 0 || rows[0].Trial != sweep.TrialOf(cell.Cell.Number, replicate))
        {
            throw new NotFoundException("No such trial, or it has not ended yet.");
        }

        var trial = new ExportedTrial(sweep, cell, new GrainRuns(grain, sweep).Read(rows[0]));
        await JsonResponse.SendAsync(context, json => TrialJson.Write(json, new TrialColumns(sweep, cell.Cell), trial));
    }

    // The trial is retrained on a slot of a silo, once for all clients that request it in the meantime.
    private async Task CurveAsync(HttpContext context)
    {
        var (_, sweep) = await OpenAsync(grains, context);
        var trial = sweep.TrialOf(RouteValues.Cell(context, sweep).Number, RouteValues.Replicate(context, sweep));
        var curve = await grains.GetGrain<ICurveGrain>(string.Create(CultureInfo.InvariantCulture, $"{sweep.Id}/{trial}")).GetAsync();
        await JsonResponse.SendAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("epochs");
            foreach (var epochs in curve.Epochs)
            {
                json.WriteNumberValue(epochs);
            }

            json.WriteEndArray();
            foreach (var (name, values) in ((string, double[])[])[("train_loss", curve.TrainLoss), ("original", curve.Original), ("inverted", curve.Inverted)])
            {
                json.WriteStartArray(name);
                foreach (var value in values)
                {
                    json.WriteNumberValue(value);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        });
    }

    private async Task ExecuteAsync(HttpContext context, Func<ISweepGrain, Task> action)
    {
        await action(grains.GetGrain<ISweepGrain>(RouteValues.SweepId(context)));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task SilosAsync(HttpContext context)
    {
        var silos = await SweepList.ReadSilosAsync(grains);
        await JsonResponse.SendAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var (address, status) in silos)
            {
                json.WriteStartObject();
                json.WriteString("silo", address);
                json.WriteString("status", status);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static int? TopOf(HttpContext context) => RouteValues.Text(context, "top") is not { } text ? null
        : RouteValues.Number(text, 1, Sweep.MaxCells, otherwise: 0) is > 0 and var top ? (int)top
        : throw new SelectionException($"top: expected a whole number from 1 to {Sweep.MaxCells}, got '{text}'.");
}
